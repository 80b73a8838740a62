@NullMarked
package dev.vivarium.sandbox.client;

import org.jspecify.annotations.NullMarked;
