@NullMarked
package dev.vivarium.server.terminal;

import org.jspecify.annotations.NullMarked;
