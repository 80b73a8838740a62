@NullMarked
package dev.vivarium.server.run;

import org.jspecify.annotations.NullMarked;
