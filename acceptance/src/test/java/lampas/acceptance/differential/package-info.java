/** Asks the packaged program and Prometheus 2.42 the same questions about the same samples. */
@NullMarked
package lampas.acceptance.differential;

import org.jspecify.annotations.NullMarked;
