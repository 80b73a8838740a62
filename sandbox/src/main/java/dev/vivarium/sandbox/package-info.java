/** The SPI between those who use sandboxes and the engines that make them. JDK only. */
@NullMarked
package dev.vivarium.sandbox;

import org.jspecify.annotations.NullMarked;
