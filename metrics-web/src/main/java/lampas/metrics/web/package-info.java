/** Encryption and passwords for an exporter, from a web configuration file of Prometheus. */
@NullMarked
package lampas.metrics.web;

import org.jspecify.annotations.NullMarked;
