/** The packaged gateway in front of a real Prometheus and a real VictoriaMetrics. */
@NullMarked
package lampas.acceptance.gateway;

import org.jspecify.annotations.NullMarked;
