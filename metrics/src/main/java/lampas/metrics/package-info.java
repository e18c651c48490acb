/** Instruments, created from metric definitions, and the registry that exposes what they hold. */
@NullMarked
package lampas.metrics;

import org.jspecify.annotations.NullMarked;
