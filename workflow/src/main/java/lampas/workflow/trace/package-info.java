/** Trace context and baggage of the W3C, read from headers and written to them. */
@NullMarked
package lampas.workflow.trace;

import org.jspecify.annotations.NullMarked;
