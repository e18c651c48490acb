package lampas.examples.metastore.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;

/**
 * How many calls a node has answered.
 *
 * @param rows those above 0, by method and code
 */
public record CallCounts(List<Row> rows) {
  private static final String METRIC = "grpc_server_request_total";

  /** The calls of one method that ended with one code. */
  public record Row(String method, String code, long count) {}

  public CallCounts {
    rows = List.copyOf(rows);
  }

  /** What a page of metrics in Prometheus's text format says. */
  public static CallCounts of(String page) {
    List<Row> rows = new ArrayList<>();
    samples(page)
        .samples()
        .forEach((series, count) -> {
          if (series.metricName().equals(METRIC) && count > 0) {
            rows.add(
                new Row(
                    series.valueOrEmpty("method"), series.valueOrEmpty("code"), count.longValue()));
          }
        });
    rows.sort(Comparator.comparing(Row::method).thenComparing(Row::code));
    return new CallCounts(rows);
  }

  private static Exposition samples(String page) {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    try {
      return Exposition.read(
          new ByteArrayInputStream(bytes), ExpositionSyntax.TEXT, ReadLimits.STANDARD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
}
