/** The agent platform of the examples, packaged, beside a real Redis and a real Prometheus. */
@NullMarked
package lampas.acceptance.agents;

import org.jspecify.annotations.NullMarked;
