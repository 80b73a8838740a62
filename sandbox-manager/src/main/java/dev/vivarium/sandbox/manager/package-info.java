/** The one privileged process: holds an engine and answers a small fixed set of verbs on a local socket. */
@NullMarked
package dev.vivarium.sandbox.manager;

import org.jspecify.annotations.NullMarked;
