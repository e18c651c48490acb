package lampas.metrics.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lampas.metrics.exposition.ExpositionOptions.CreatedLines;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/**
 * Writes the two text formats, which differ in headers, end, and what only OpenMetrics has:
 * exemplars and created lines.
 *
 * <p>Copies encoded bytes into one buffer and formats numbers behind them; the buffer goes to the
 * stream whenever it is full.
 */
final class LineWriter implements ExpositionWriter {
  private static final byte[] END = "# EOF\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_SIZE = 64 * 1024;

  /* Braces, comma, space, line feed. */
  private static final int PUNCTUATION = 8;

  private final ExpositionOptions options;
  private final boolean openMetrics;
  private final OutputStream out;
  private final NumberText numbers = new NumberText();
  private final HistogramSnapshot snapshot = new HistogramSnapshot();
  private byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private boolean createdLines;
  private @Nullable Buckets bounds;
  private @Nullable FamilyText text;

  LineWriter(ExpositionOptions options, OutputStream out) {
    this.options = options;
    this.openMetrics = options.format() == Format.OPEN_METRICS;
    this.out = out;
  }

  @Override
  public void begin(EncodedFamily family) throws IOException {
    bounds = family.definition().buckets().orElse(null);
    text = family.text(options.escaping());
    createdLines =
        openMetrics
            && options.createdLines() == CreatedLines.WRITTEN
            && hasCreatedLines(family.definition());
    byte[] header = openMetrics ? text.openMetricsHeader : text.textHeader;
    reserve(header.length);
    put(header);
  }

  @Override
  public void value(byte[] labels, double value, long createdMillis, @Nullable Exemplar exemplar)
      throws IOException {
    FamilyText text = text();
    byte[] written = text.labels(labels);
    beginLine(text.name, written);
    position = numbers.write(value, buffer, position);
    if (exemplar != null && openMetrics) {
      put(exemplar);
    }
    buffer[position++] = '\n';
    created(written, createdMillis);
  }

  @Override
  public void states(byte[] labels, long on) throws IOException {
    FamilyText text = text();
    byte[] written = text.labels(labels);
    for (int i = 0; i < text.states.length; i++) {
      beginLine(text.name, written, text.states[i]);
      buffer[position++] = (byte) ('0' + ((on >>> i) & 1));
      buffer[position++] = '\n';
    }
  }

  @Override
  public void histogram(byte[] labels, HistogramSnapshot histogram, long createdMillis)
      throws IOException {
    FamilyText text = text();
    byte[] written = text.labels(labels);
    long total = histogram.count();
    long below = 0;
    for (int i = 0; i < text.bounds.length; i++) {
      below = i == text.bounds.length - 1 ? total : below + histogram.count(i);
      beginLine(text.bucket, written, text.bounds[i]);
      position = NumberText.write(below, buffer, position);
      if (openMetrics && !histogram.exemplars().isEmpty()) {
        Exemplar exemplar = ExemplarChoice.newest(histogram, bounds, i);
        if (exemplar != null) {
          put(exemplar);
        }
      }
      buffer[position++] = '\n';
    }
    sumAndCount(written, total, histogram.sum());
    created(written, createdMillis);
  }

  @Override
  public void summary(
      byte[] labels,
      long count,
      double sum,
      double[] quantiles,
      double[] values,
      long createdMillis)
      throws IOException {
    FamilyText text = text();
    byte[] written = text.labels(labels);
    for (int i = 0; i < quantiles.length; i++) {
      String quantile = "quantile=\"" + NumberText.canonical(quantiles[i]) + "\"} ";
      beginLine(text.name, written, EncodedFamily.utf8(quantile));
      position = numbers.write(values[i], buffer, position);
      buffer[position++] = '\n';
    }
    sumAndCount(written, count, sum);
    created(written, createdMillis);
  }

  @Override
  public HistogramSnapshot borrowSnapshot() {
    return snapshot;
  }

  @Override
  public void end() throws IOException {
    if (openMetrics) {
      reserve(END.length);
      put(END);
    }
    out.write(buffer, 0, position);
    position = 0;
    out.flush();
  }

  private static boolean hasCreatedLines(MetricDefinition definition) {
    /* A counter whose name breaks the rules has no type in OpenMetrics, so no created line either. */
    return switch (definition.kind()) {
      case COUNTER -> !definition.familyName().equals(definition.name());
      case HISTOGRAM, SUMMARY -> true;
      case GAUGE, GAUGE_HISTOGRAM, INFO, STATE_SET, UNKNOWN -> false;
    };
  }

  private void sumAndCount(byte[] labels, long count, double sum) throws IOException {
    FamilyText text = text();
    beginLine(text.sum, labels);
    position = numbers.write(sum, buffer, position);
    buffer[position++] = '\n';
    beginLine(text.count, labels);
    position = NumberText.write(count, buffer, position);
    buffer[position++] = '\n';
  }

  private void created(byte[] labels, long millis) throws IOException {
    if (createdLines && millis != 0) {
      beginLine(text().created, labels);
      position = numbers.write(millis / 1e3, buffer, position);
      buffer[position++] = '\n';
    }
  }

  /* Rare: few lines have one, and each is replaced only now and then. */
  private void put(Exemplar exemplar) throws IOException {
    StringBuilder line = new StringBuilder(" # {");
    exemplar
        .labels()
        .forEach((name, value) -> {
          if (line.charAt(line.length() - 1) != '{') {
            line.append(',');
          }
          line.append(name).append("=\"").append(EscapedText.escaped(value)).append('"');
        });
    byte[] labels = EncodedFamily.utf8(line.append("} ").toString());
    reserve(labels.length + 2 * NumberText.MAXIMUM_LENGTH + PUNCTUATION);
    put(labels);
    position = numbers.write(exemplar.value(), buffer, position);
    if (exemplar.timeMillis().isPresent()) {
      buffer[position++] = ' ';
      position = numbers.write(exemplar.timeMillis().getAsLong() / 1e3, buffer, position);
    }
  }

  private FamilyText text() {
    FamilyText begun = text;
    if (begun == null) {
      throw new IllegalStateException("exposition: no family (expected: begin before its series)");
    }
    return begun;
  }

  private void beginLine(SampleName name, byte[] labels) throws IOException {
    reserve(name.bytes.length + labels.length + PUNCTUATION + NumberText.MAXIMUM_LENGTH);
    put(name.bytes);
    putLabels(name, labels);
    if (labels.length > 0 || name.quoted) {
      buffer[position++] = '}';
    }
    buffer[position++] = ' ';
  }

  /* With one more label, which brings the closing brace and the space. */
  private void beginLine(SampleName name, byte[] labels, byte[] last) throws IOException {
    reserve(
        name.bytes.length + labels.length + last.length + PUNCTUATION + NumberText.MAXIMUM_LENGTH);
    put(name.bytes);
    putLabels(name, labels);
    buffer[position++] = labels.length == 0 && !name.quoted ? (byte) '{' : (byte) ',';
    put(last);
  }

  private void putLabels(SampleName name, byte[] labels) {
    int start = position;
    put(labels);
    if (name.quoted && labels.length > 0) {
      buffer[start] = ',';
    }
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, position, bytes.length);
    position += bytes.length;
  }

  private void reserve(int length) throws IOException {
    if (buffer.length - position < length) {
      out.write(buffer, 0, position);
      position = 0;
      if (buffer.length < length) {
        buffer = Arrays.copyOf(buffer, length);
      }
    }
  }
}
