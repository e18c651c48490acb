/** One node: log, state, services, limits and metrics put together, started and stopped. */
@NullMarked
package lampas.examples.metastore.node;

import org.jspecify.annotations.NullMarked;
