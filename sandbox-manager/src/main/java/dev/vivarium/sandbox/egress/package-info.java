/** The only way out of a sandbox: a proxy that knows whom each sandbox may reach, and says what it decided. */
@NullMarked
package dev.vivarium.sandbox.egress;

import org.jspecify.annotations.NullMarked;
