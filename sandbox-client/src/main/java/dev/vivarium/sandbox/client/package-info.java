/** The half of the sandbox manager's protocol that asks: an engine whose work is done in another process. */
@NullMarked
package dev.vivarium.sandbox.client;

import org.jspecify.annotations.NullMarked;
