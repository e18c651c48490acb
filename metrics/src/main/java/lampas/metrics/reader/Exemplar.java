package lampas.metrics.reader;

import java.util.OptionalLong;
import lampas.model.label.Labels;

/**
 * An example of what a sample counted, such as a trace.
 *
 * @param timeMillis milliseconds since the epoch, if the target gives them
 */
public record Exemplar(Labels labels, double value, OptionalLong timeMillis) {}
