/** The one door: host names, origins, response headers, and the answer to what is not even a request. */
@NullMarked
package dev.vivarium.server.platform.http;

import org.jspecify.annotations.NullMarked;
