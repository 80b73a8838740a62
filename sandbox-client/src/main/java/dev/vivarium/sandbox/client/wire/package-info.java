/**
 * The protocol between the server and the sandbox manager, over a Unix stream socket.
 *
 * <p>A message is a 32-bit big-endian length and that many bytes of JSON. The peer that connects sends a {@link Request}, the
 * other answers with an {@link Answer}; then the next request may follow on the same connection. After the answer to a
 * {@link Request.Stream} the manager sends {@link Frame}s until it closes, and reads nothing more.
 */
@NullMarked
package dev.vivarium.sandbox.client.wire;

import org.jspecify.annotations.NullMarked;
