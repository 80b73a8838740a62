@NullMarked
package dev.vivarium.server.preview;

import org.jspecify.annotations.NullMarked;
