@NullMarked
package dev.vivarium.server;

import org.jspecify.annotations.NullMarked;
