@NullMarked
package dev.vivarium.sandbox.manager;

import org.jspecify.annotations.NullMarked;
