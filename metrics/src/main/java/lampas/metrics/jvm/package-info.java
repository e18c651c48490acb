/**
 * What the JVM and the operating system say about this process, under the names that Prometheus's
 * Java client uses.
 */
@NullMarked
package lampas.metrics.jvm;

import org.jspecify.annotations.NullMarked;
