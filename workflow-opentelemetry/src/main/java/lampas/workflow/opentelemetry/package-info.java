/** Spans of workflows through the OpenTelemetry API. */
@NullMarked
package lampas.workflow.opentelemetry;

import org.jspecify.annotations.NullMarked;
