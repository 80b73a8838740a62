/** Processes held together with their logs, whatever engine started them. JDK only. */
@NullMarked
package dev.vivarium.sandbox.held;

import org.jspecify.annotations.NullMarked;
