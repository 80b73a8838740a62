/** Puts the server together: the order of the start, and the web UI's files. */
@NullMarked
package dev.vivarium.server.app;

import org.jspecify.annotations.NullMarked;
