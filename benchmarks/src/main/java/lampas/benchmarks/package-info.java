/** Benchmarks, each measured beside its peers in one run. */
@NullMarked
package lampas.benchmarks;

import org.jspecify.annotations.NullMarked;
