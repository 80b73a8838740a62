@NullMarked
package dev.vivarium.server.workspace;

import org.jspecify.annotations.NullMarked;
