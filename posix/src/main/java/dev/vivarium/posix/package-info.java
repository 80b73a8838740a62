/** System calls that the JDK does not offer, by the foreign function interface. Linux on x86-64 and aarch64. */
@NullMarked
package dev.vivarium.posix;

import org.jspecify.annotations.NullMarked;
