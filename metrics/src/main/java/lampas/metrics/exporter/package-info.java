/** Serves a registry's metrics over HTTP, for an application that has no HTTP server of its own. */
@NullMarked
package lampas.metrics.exporter;

import org.jspecify.annotations.NullMarked;
