@NullMarked
package dev.vivarium.server.stream;

import org.jspecify.annotations.NullMarked;
