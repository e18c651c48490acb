package lampas.examples.metastore.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lampas.metrics.Registry;
import lampas.metrics.ScrapeRequest;
import lampas.metrics.exposition.ExpositionOptions;
import lampas.metrics.exposition.Format;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.Labels;

/**
 * How many calls a node has answered, as its own instruments say.
 *
 * @param node the node's name
 * @param rows those above 0, by method and code
 */
public record CallCounts(String node, List<Row> rows) {
  private static final String METRIC = "grpc_server_request_total";

  /** The calls of one method that ended with one code. */
  public record Row(String method, String code, long count) {}

  public CallCounts {
    rows = List.copyOf(rows);
  }

  /** Reads the counters back, the way a scrape would. */
  static CallCounts of(String node, Registry registry) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    registry
        .gather(new ScrapeRequest(Set.of(METRIC), ScrapeRequest.ALL.limit()))
        .write(ExpositionOptions.of(Format.TEXT), body);
    Exposition exposition =
        Exposition.read(
            new ByteArrayInputStream(body.toByteArray()),
            ExpositionSyntax.TEXT,
            ReadLimits.STANDARD);
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Labels, Double> sample : exposition.samples().entrySet()) {
      Labels labels = sample.getKey();
      if (labels.metricName().equals(METRIC) && sample.getValue() > 0) {
        rows.add(
            new Row(
                labels.valueOrEmpty("method"),
                labels.valueOrEmpty("code"),
                sample.getValue().longValue()));
      }
    }
    rows.sort(Comparator.comparing(Row::method).thenComparing(Row::code));
    return new CallCounts(node, rows);
  }

  /** For people: a line for each row. */
  public String table() {
    int width = rows.stream().mapToInt(row -> row.method().length()).max().orElse(6);
    String line = "  %-" + Math.max(width, 6) + "s  %-20s %10s%n";
    return String.format(Locale.ROOT, line, "method", "code", "calls")
        + rows.stream()
            .map(row -> String.format(Locale.ROOT, line, row.method(), row.code(), row.count()))
            .collect(Collectors.joining());
  }

  /** For programs: an object on one line. Names of methods and codes need no escaping. */
  public String json() {
    return rows.stream()
        .map(row ->
            "{\"method\":\"%s\",\"code\":\"%s\",\"count\":%d}"
                .formatted(row.method(), row.code(), row.count()))
        .collect(Collectors.joining(",", "{\"node\":\"" + node + "\",\"calls\":[", "]}"));
  }
}
