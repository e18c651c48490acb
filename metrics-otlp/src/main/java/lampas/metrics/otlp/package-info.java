/** Pushes a registry as OTLP metrics through the OpenTelemetry SDK exporter. */
@NullMarked
package lampas.metrics.otlp;

import org.jspecify.annotations.NullMarked;
