package lampas.metrics.reader;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import lampas.model.label.Labels;
import lampas.model.series.Exemplar;

/**
 * Reads expositions, one body after the other, with one buffer.
 *
 * <p>Takes what the parsers of Prometheus 3 take, with one exception: a line break in a label value
 * must be escaped. Each line is handed over before the next one is read, so a handler that must not
 * act on half a body waits for the end. Not thread-safe.
 *
 * @param <T> what the caller keeps for a series
 */
public final class ExpositionReader<T> {
  private final SeriesCache<T> cache;
  private final ReadLimits limits;
  private final LineBuffer buffer = new LineBuffer();
  private final LineCursor cursor = new LineCursor();
  private final LabelParser labels;
  private final MetadataParser metadata;
  private long samples;
  private boolean ended;

  /* Of the current sample. */
  private int seriesStart;
  private int seriesEnd;
  private boolean timed;
  private long timeMillis;
  private Optional<Exemplar> exemplar = Optional.empty();

  /** A reader that looks series up in a cache and adds to it those that it does not find. */
  public ExpositionReader(SeriesCache<T> cache, ReadLimits limits) {
    this.cache = cache;
    this.limits = limits;
    this.labels = new LabelParser(cursor, limits);
    this.metadata = new MetadataParser(cursor, labels);
  }

  /**
   * Reads a body to its end. If that fails, the cache forgets the series that this body added.
   *
   * @return how many bytes the body had
   * @throws ReadException if the body is malformed or larger than the limits allow
   * @throws IOException if the stream fails
   */
  public long read(InputStream body, ExpositionSyntax syntax, ExpositionHandler<T> handler)
      throws IOException {
    cache.begin();
    boolean complete = false;
    try {
      readLines(body, syntax, handler);
      complete = true;
    } finally {
      if (!complete) {
        cache.abandon();
      }
    }
    return buffer.total();
  }

  /** The line that is or was read last, from 1; for a handler that has to say where it was. */
  public long line() {
    return cursor.line;
  }

  private void readLines(InputStream body, ExpositionSyntax syntax, ExpositionHandler<T> handler)
      throws IOException {
    buffer.reset();
    labels.syntax(syntax);
    cursor.line = 0;
    samples = 0;
    ended = false;
    exemplar = Optional.empty();
    while (buffer.fill(body)) {
      cursor.bytes = buffer.bytes();
      cursor.at = buffer.start();
      switch (syntax) {
        case TEXT -> textLines(handler);
        case OPEN_METRICS -> openMetricsLines(handler);
      }
      checkSize();
    }
    if (syntax == ExpositionSyntax.OPEN_METRICS && !ended) {
      startLine(buffer.end());
      throw cursor.fail(cursor.at, "end of body (expected: # EOF)");
    }
  }

  private void checkSize() {
    if (buffer.total() > limits.bodyBytes()) {
      throw cursor.overLimit(cursor.lineStart, "body too large", limits.bodyBytes());
    }
    if (buffer.incomplete() > limits.lineBytes()) {
      startLine(buffer.end());
      throw cursor.overLimit(cursor.at, "line too long", limits.lineBytes());
    }
  }

  private void startLine(int index) {
    cursor.line++;
    cursor.lineStart = index;
    cursor.at = index;
  }

  private void endLine() {
    if (cursor.at - cursor.lineStart > limits.lineBytes()) {
      throw cursor.overLimit(cursor.lineStart, "line too long", limits.lineBytes());
    }
    cursor.at++;
  }

  private void textLines(ExpositionHandler<T> handler) {
    while (cursor.at < buffer.end()) {
      startLine(cursor.at);
      cursor.skipBlanks();
      byte first = cursor.bytes[cursor.at];
      if (first == '#') {
        metadata.textComment(handler);
      } else if (first != '\n') {
        textSample(handler);
      }
      endLine();
    }
  }

  private void openMetricsLines(ExpositionHandler<T> handler) {
    while (cursor.at < buffer.end()) {
      startLine(cursor.at);
      if (ended) {
        throw cursor.unexpected("nothing after # EOF");
      }
      if (cursor.bytes[cursor.at] == '#') {
        ended = metadata.openMetricsLine(handler);
      } else {
        openMetricsSample(handler);
      }
      endLine();
    }
  }

  private void textSample(ExpositionHandler<T> handler) {
    int known = expectedSeries();
    if (known == 0) {
      findTextSeries();
    }
    cursor.skipBlanks();
    double value = NumberParser.number(cursor, "value");
    cursor.skipBlanks();
    timed = !cursor.atLineBreak();
    if (timed) {
      timeMillis = NumberParser.digits(cursor, "timestamp", "milliseconds or end of line");
      cursor.skipBlanks();
    }
    handOver(known, value, handler);
  }

  private void openMetricsSample(ExpositionHandler<T> handler) {
    int known = expectedSeries();
    if (known == 0) {
      findOpenMetricsSeries();
    }
    takeSpace("a space and a value");
    double value = NumberParser.number(cursor, "value");
    timed = !cursor.atLineBreak() && cursor.bytes[cursor.at + 1] != '#';
    if (timed) {
      takeSpace("a space or end of line");
      timeMillis = seconds("timestamp");
    }
    if (!cursor.atLineBreak()) {
      takeSpace("a space or end of line");
      exemplar = Optional.of(readExemplar());
    }
    handOver(known, value, handler);
  }

  /*
   * The entry of the cache that the line begins with, if it is the expected one. The bytes of an
   * entry were read to the end of a series once, so they are one again, unless a bare name goes on.
   */
  private int expectedSeries() {
    int entry = cache.expected();
    byte[] key = cache.key(entry);
    byte[] bytes = cursor.bytes;
    int start = cursor.at;
    int end = start + key.length;
    if (entry == 0
        || end >= buffer.end()
        || !Arrays.equals(bytes, start, end, key, 0, key.length)
        || bytes[end] != ' '
        || bytes[end + 1] <= ' '
        || bytes[end + 1] == '{') {
      return 0;
    }
    cursor.at = end;
    return entry;
  }

  private void findTextSeries() {
    seriesStart = cursor.at;
    cursor.skipMetricName();
    seriesEnd = cursor.at;
    cursor.skipBlanks();
    if (cursor.bytes[cursor.at] == '{') {
      cursor.skipLabels();
      seriesEnd = cursor.at;
    } else if (seriesEnd == seriesStart) {
      throw cursor.unexpected("a metric name, { or #");
    }
  }

  private void findOpenMetricsSeries() {
    seriesStart = cursor.at;
    cursor.skipMetricName();
    if (cursor.bytes[cursor.at] == '{') {
      cursor.skipLabels();
    } else if (cursor.at == seriesStart) {
      throw cursor.unexpected("a metric name, { or #");
    }
    seriesEnd = cursor.at;
  }

  private void handOver(int known, double value, ExpositionHandler<T> handler) {
    if (!cursor.atLineBreak()) {
      throw cursor.unexpected("end of line");
    }
    if (++samples > limits.samples()) {
      throw cursor.overLimit(cursor.lineStart, "too many samples", limits.samples());
    }
    int entry = known == 0 ? findOrAdd(handler) : known;
    boolean repeated = cache.see(entry);
    T series = cache.value(entry);
    if (timed) {
      handler.sampleAt(series, value, timeMillis, repeated);
    } else {
      handler.sample(series, value, repeated);
    }
    if (exemplar.isPresent()) {
      handler.exemplar(series, exemplar.get());
      exemplar = Optional.empty();
    }
  }

  private int findOrAdd(ExpositionHandler<T> handler) {
    int entry = cache.find(cursor.bytes, seriesStart, seriesEnd);
    if (entry != 0) {
      return entry;
    }
    int lineBreak = cursor.at;
    cursor.at = seriesStart;
    Labels series = labels.series();
    cursor.at = lineBreak;
    return cache.add(cursor.bytes, seriesStart, seriesEnd, handler.series(series));
  }

  private Exemplar readExemplar() {
    if (cursor.bytes[cursor.at] != '#') {
      throw cursor.unexpected("an exemplar, # {…} 1, or end of line");
    }
    cursor.at++;
    takeSpace("a space and the labels of an exemplar");
    if (cursor.bytes[cursor.at] != '{') {
      throw cursor.unexpected("the labels of an exemplar");
    }
    Labels exemplarLabels = labels.exemplar();
    takeSpace("a space and an exemplar's value");
    double value = NumberParser.number(cursor, "exemplar value");
    if (cursor.atLineBreak()) {
      return new Exemplar(exemplarLabels, value, OptionalLong.empty());
    }
    takeSpace("a space or end of line");
    return new Exemplar(exemplarLabels, value, OptionalLong.of(seconds("timestamp")));
  }

  /* Cut to the millisecond, as Prometheus does. */
  private long seconds(String what) {
    int from = cursor.at;
    double millis = NumberParser.number(cursor, what) * 1000;
    if (!(Math.abs(millis) < Long.MAX_VALUE)) {
      throw cursor.unexpected(what, from, cursor.at, "seconds since the epoch");
    }
    return (long) millis;
  }

  private void takeSpace(String expected) {
    if (cursor.bytes[cursor.at] != ' ') {
      throw cursor.unexpected(expected);
    }
    cursor.at++;
  }
}
