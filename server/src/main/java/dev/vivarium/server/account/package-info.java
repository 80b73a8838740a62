@NullMarked
package dev.vivarium.server.account;

import org.jspecify.annotations.NullMarked;
