/** The views of services in front of a real Prometheus and a real VictoriaMetrics. */
@NullMarked
package lampas.acceptance.view;

import org.jspecify.annotations.NullMarked;
