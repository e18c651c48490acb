package lampas.model.result;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a query cost; each backend tells a part of it.
 *
 * @param seconds how long it took the backend
 * @param samplesRead how many samples were read
 * @param peakSamples how many samples were held at once
 * @param seriesRead how many series were read
 */
public record QueryCost(
    OptionalDouble seconds,
    OptionalLong samplesRead,
    OptionalLong peakSamples,
    OptionalLong seriesRead) {
  public QueryCost {
    Objects.requireNonNull(seconds, "seconds");
    Objects.requireNonNull(samplesRead, "samples read");
    Objects.requireNonNull(peakSamples, "peak samples");
    Objects.requireNonNull(seriesRead, "series read");
  }
}
