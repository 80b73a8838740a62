@NullMarked
package dev.vivarium.sandbox.contract;

import org.jspecify.annotations.NullMarked;
