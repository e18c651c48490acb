/** Measures executors, on platform or virtual threads, and shows pools of workers of any kind. */
@NullMarked
package lampas.metrics.concurrent;

import org.jspecify.annotations.NullMarked;
