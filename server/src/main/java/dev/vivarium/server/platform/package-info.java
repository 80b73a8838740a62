@NullMarked
package dev.vivarium.server.platform;

import org.jspecify.annotations.NullMarked;
