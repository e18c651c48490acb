/** Pushes a registry as OTLP metrics: the same names, labels and values that a scrape shows. */
@NullMarked
package lampas.metrics.otlp;

import org.jspecify.annotations.NullMarked;
