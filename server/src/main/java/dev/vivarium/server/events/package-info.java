@NullMarked
package dev.vivarium.server.events;

import org.jspecify.annotations.NullMarked;
