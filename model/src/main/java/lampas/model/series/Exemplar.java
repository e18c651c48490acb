package lampas.model.series;

import java.util.OptionalLong;
import lampas.model.label.Labels;

/**
 * An example of what a sample counted, such as a trace.
 *
 * @param timeMillis milliseconds since the epoch, if they are known
 */
public record Exemplar(Labels labels, double value, OptionalLong timeMillis) {}
