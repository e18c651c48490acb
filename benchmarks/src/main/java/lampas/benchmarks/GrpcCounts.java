package lampas.benchmarks;

import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;

/** How many calls each library says there were. */
final class GrpcCounts {
  private GrpcCounts() {}

  static double of(Registry registry) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      registry.write(Format.TEXT, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("grpc_server_request_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  static double of(CollectorRegistry registry) {
    return Collections.list(registry.metricFamilySamples()).stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.equals("grpc_server_handled_total"))
        .mapToDouble(sample -> sample.value)
        .sum();
  }

  static double of(CollectedMetrics reader) {
    return reader.collect().stream()
        .filter(metric -> metric.getName().equals("grpc.server.call.duration"))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .mapToDouble(HistogramPointData::getCount)
        .sum();
  }
}
