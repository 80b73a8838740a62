@NullMarked
package dev.vivarium.sandbox.oci;

import org.jspecify.annotations.NullMarked;
