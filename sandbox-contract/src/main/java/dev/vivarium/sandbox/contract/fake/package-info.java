/** An engine for tests of those who use engines. It isolates nothing. */
@NullMarked
package dev.vivarium.sandbox.contract.fake;

import org.jspecify.annotations.NullMarked;
