/** The HTTP server: a table of endpoints on Jetty's core, with bounds on everything. */
@NullMarked
package lampas.server.http;

import org.jspecify.annotations.NullMarked;
