@NullMarked
package dev.vivarium.server.sandbox;

import org.jspecify.annotations.NullMarked;
