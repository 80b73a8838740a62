@NullMarked
package dev.vivarium.server.project;

import org.jspecify.annotations.NullMarked;
