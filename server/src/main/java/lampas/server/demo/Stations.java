package lampas.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.client.PrometheusClient;
import lampas.client.Query;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.Vector;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.model.series.Series;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;

/** Reads the compared series where they are exposed, stored and queried, each in its own way. */
final class Stations {
  private static final List<String> TARGET_LABELS = List.of("job", "instance");

  private Stations() {}

  /** What a second HTTP client reads in the text of a page of metrics. */
  static Map<Labels, Double> exposed(HttpClient http, URI page, List<String> names)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(page)
            .header("Accept", "text/plain;version=0.0.4")
            .timeout(Duration.ofSeconds(10))
            .build();
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      Map<Labels, Double> values =
          new HashMap<>(
              Exposition.read(body, ExpositionSyntax.TEXT, ReadLimits.STANDARD).samples());
      values.keySet().removeIf(series -> !names.contains(series.metricName()));
      return values;
    }
  }

  /** The last sample of each series in the store. */
  static Map<Labels, Double> stored(SeriesReader store, List<String> names) {
    Map<Labels, Double> values = new HashMap<>();
    SampleColumns samples = new SampleColumns();
    for (String name : names) {
      List<Matcher> matchers = List.of(Matcher.equal(LabelNames.METRIC_NAME, name));
      try (SeriesSelection selection = store.select(matchers, TimeRange.all())) {
        for (Series series : selection.series()) {
          samples.clear();
          series.read(samples);
          last(samples)
              .ifPresent(value -> values.put(series.labels().without(TARGET_LABELS), value));
        }
      }
    }
    return values;
  }

  /** What PromQL answers over the HTTP API. */
  static Map<Labels, Double> queried(PrometheusClient client, List<String> names) {
    Map<Labels, Double> values = new HashMap<>();
    for (String name : names) {
      if (client.query(Query.instant(name)).result() instanceof Vector vector) {
        for (VectorSample sample : vector.samples()) {
          if (sample instanceof FloatSample one) {
            values.put(one.labels().without(TARGET_LABELS), one.value());
          }
        }
      }
    }
    return values;
  }

  private static Optional<Double> last(SampleColumns samples) {
    int size = samples.size();
    return size == 0 || SampleValue.isStale(samples.value(size - 1))
        ? Optional.empty()
        : Optional.of(samples.value(size - 1));
  }
}
