package lampas.client.decode;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lampas.model.result.QueryCost;

/**
 * Reads what a query cost: Prometheus tells in {@code data.stats} of timings and samples,
 * VictoriaMetrics in {@code stats} of series and milliseconds.
 */
final class CostReader {
  private final JsonReader json;
  private boolean found;
  private OptionalDouble seconds = OptionalDouble.empty();
  private OptionalLong samplesRead = OptionalLong.empty();
  private OptionalLong peakSamples = OptionalLong.empty();
  private OptionalLong seriesRead = OptionalLong.empty();

  CostReader(JsonReader json) {
    this.json = json;
  }

  /** Reads statistics of either form. */
  void read() throws IOException {
    if (json.isNull()) {
      return;
    }
    json.enter('{', "an object of statistics");
    while (json.more('}')) {
      String name = json.name();
      switch (name) {
        case "timings", "samples" -> inner();
        default -> field(name);
      }
    }
  }

  Optional<QueryCost> cost() {
    return found
        ? Optional.of(new QueryCost(seconds, samplesRead, peakSamples, seriesRead))
        : Optional.empty();
  }

  private void inner() throws IOException {
    if (json.isNull()) {
      return;
    }
    json.enter('{', "an object of statistics");
    while (json.more('}')) {
      field(json.name());
    }
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "execTotalTime" -> seconds = OptionalDouble.of(number());
      case "executionTimeMsec" -> seconds = OptionalDouble.of(number() / 1000);
      case "totalQueryableSamples" -> samplesRead = OptionalLong.of((long) number());
      case "peakSamples" -> peakSamples = OptionalLong.of((long) number());
      case "seriesFetched" -> seriesRead = OptionalLong.of((long) number());
      default -> json.skip();
    }
  }

  /* VictoriaMetrics writes the number of series as text. */
  private double number() throws IOException {
    found = true;
    int next = json.token();
    long offset = json.bytes.offset();
    return next == '"'
        ? SampleReader.value(json.text("a number"), offset)
        : Double.parseDouble(json.number("a number"));
  }
}
