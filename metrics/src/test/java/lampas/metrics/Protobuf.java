package lampas.metrics;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricFamily;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lampas.metrics.exposition.ExpositionOptions;
import lampas.metrics.exposition.Format;

/** Protobuf expositions, read by the classes of Prometheus's own client library. */
final class Protobuf {
  private Protobuf() {}

  static List<MetricFamily> of(Registry registry) throws IOException {
    return of(registry, ExpositionOptions.of(Format.PROTOBUF));
  }

  static List<MetricFamily> of(Registry registry, ExpositionOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.gather(ScrapeRequest.ALL).write(options, out);
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    List<MetricFamily> families = new ArrayList<>();
    for (MetricFamily family = MetricFamily.parseDelimitedFrom(in);
        family != null;
        family = MetricFamily.parseDelimitedFrom(in)) {
      families.add(family);
    }
    return families;
  }
}
