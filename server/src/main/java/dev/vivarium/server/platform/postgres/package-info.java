/** The database that comes along: PostgreSQL's own programs, run as a child that outlives the server, and the way to another one. */
@NullMarked
package dev.vivarium.server.platform.postgres;

import org.jspecify.annotations.NullMarked;
