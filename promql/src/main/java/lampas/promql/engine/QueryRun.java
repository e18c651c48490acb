package lampas.promql.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SeriesReader;
import lampas.promql.Dialect;
import lampas.promql.column.ColumnPool;
import lampas.promql.syntax.Expression.VectorSelector;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of one query share: its settings, its limits, its memory and its remarks.
 *
 * <p>Limits and memory may be used by all threads of the query, remarks by the one that asks.
 */
final class QueryRun implements ColumnPool {
  private static final Set<String> QUANTITY =
      Set.of(LabelNames.METRIC_NAME, LabelNames.METRIC_TYPE, LabelNames.METRIC_UNIT);

  /* In samples of eight bytes: an object with its fields, and an index and a count a bucket. */
  private static final long HISTOGRAM_WEIGHT = 10;
  private static final double BUCKET_WEIGHT = 1.5;

  /* Of a series that is held besides its values: the objects around them and its part of tables. */
  private static final long SERIES_BYTES = 120;
  private static final long VALUE_BYTES = 8;

  /* Numbers, 8 MB in all: what a few slices of a large selection need. */
  private static final long MOST_SPARE = 1 << 20;

  private final SeriesReader reader;
  private final EngineOptions options;
  private final Cancellation cancellation;
  private final QuerySpan span;
  private final Remarks remarks;
  private final LongSupplier nanoTime;
  private final QueryStatistics statistics;
  private final long edge;
  private final long lookback;
  private final long deadline;
  private final ArrayDeque<double[]> spare = new ArrayDeque<>();
  private final long steps;
  private long samples;
  private long bytes;
  private long series;
  private Set<VectorSelector> explicitResets = Set.of();

  QueryRun(
      SeriesReader reader,
      EngineOptions options,
      QueryOptions query,
      QuerySpan span,
      Remarks remarks,
      LongSupplier nanoTime) {
    this.reader = reader;
    this.options = options;
    this.cancellation = query.cancellation();
    this.span = span;
    this.remarks = remarks;
    this.steps = span.steps().count();
    this.nanoTime = nanoTime;
    this.statistics = query.statistics();
    this.edge = options.dialect() == Dialect.PROMETHEUS_2 ? 1 : 0;
    this.lookback = query.lookback().orElse(options.lookback()).toMillis() + edge;
    long timeout = options.limits().timeout().toNanos();
    long asked = query.timeout().map(Duration::toNanos).orElse(timeout);
    this.deadline = nanoTime.getAsLong() + Math.min(timeout, asked);
  }

  SeriesReader reader() {
    return reader;
  }

  /** Matchers as the reader has to be given them to mean what they mean in the dialect. */
  List<Matcher> spoken(List<Matcher> matchers) {
    return switch (dialect()) {
      case PROMETHEUS_3 -> matchers;
      case PROMETHEUS_2 -> matchers.stream().map(QueryRun::lineBound).toList();
    };
  }

  /* In Prometheus 2 the dot of a regular expression does not match a line break. */
  private static Matcher lineBound(Matcher matcher) {
    boolean dotted = matcher.type().isRegex() && matcher.value().indexOf('.') >= 0;
    return dotted
        ? new Matcher(matcher.type(), matcher.name(), "(?-s:" + matcher.value() + ")")
        : matcher;
  }

  /** The times of the whole query, which {@code @ start()} and {@code step()} speak of. */
  QuerySpan span() {
    return span;
  }

  Remarks remarks() {
    return remarks;
  }

  Dialect dialect() {
    return options.dialect();
  }

  /**
   * How many milliseconds further back than it is long a window reaches: windows that are closed on
   * the left are open ones with their edge a millisecond earlier.
   */
  long edgeMillis() {
    return edge;
  }

  /** How old a sample must not be to count, which is the edge longer than the lookback. */
  long lookbackMillis() {
    return lookback;
  }

  long subqueryStepMillis() {
    return options.subqueryStep().toMillis();
  }

  boolean removesNamesAtOnce() {
    return options.nameRemoval() == EngineOptions.NameRemoval.IMMEDIATE;
  }

  /** Labels without those that say what is measured: metric name and, since 3, type and unit. */
  Labels unnamed(Labels labels) {
    return switch (dialect()) {
      case PROMETHEUS_3 -> labels.without(QUANTITY);
      case PROMETHEUS_2 -> labels.without(LabelNames.METRIC_NAME);
    };
  }

  boolean usesStartTimes() {
    return options.startTimes() == EngineOptions.StartTimes.USED;
  }

  EngineOptions.CounterEvidence counterEvidence() {
    return options.counterEvidence();
  }

  /** For which selectors resets of histograms are found out while they are read. */
  void makeResetsExplicit(Set<VectorSelector> selectors) {
    explicitResets = selectors;
  }

  boolean hasExplicitResets(VectorSelector selector) {
    return !explicitResets.isEmpty() && explicitResets.contains(selector);
  }

  /** Ends the query if somebody wants it to end or its time is over. */
  @Override
  public void checkAlive() {
    if (cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
      throw EvaluationException.cancelled();
    }
    if (nanoTime.getAsLong() - deadline > 0) {
      throw EvaluationException.timeout();
    }
  }

  /** Ends the query if so many samples more than those it holds are too many. */
  synchronized void checkRoomFor(long more) {
    if (more > options.limits().samples() - samples) {
      throw EvaluationException.tooManySamples();
    }
  }

  /** Counts bytes that the query holds from now to its end. */
  synchronized void holdBytes(long more) {
    if (more > options.limits().bytes() - bytes) {
      throw EvaluationException.tooManyBytes(options.limits().bytes());
    }
    bytes += more;
  }

  /** Counts a label that the query made. */
  Labels hold(Labels labels, String name, String value) {
    holdBytes(2L * (name.length() + value.length()) + VALUE_BYTES * labels.size());
    return labels;
  }

  /** Counts series that a selector found. */
  void countSeries(int found) {
    statistics.addSeries(found);
    series += found;
    if (series > options.limits().series()) {
      throw EvaluationException.tooManySeries(series, options.limits().series());
    }
  }

  /** Counts samples that were looked at. */
  void countLooked(long looked) {
    statistics.addQueryable(looked);
  }

  /* Samples that are held from now on. */
  private void holdSamples(long more) {
    samples += more;
    statistics.raisePeak(samples);
  }

  /** How many samples the query holds. */
  synchronized long held() {
    return samples;
  }

  /** How many bytes the query holds. */
  synchronized long heldBytes() {
    return bytes;
  }

  @Override
  public double[] take(int length) {
    checkAlive();
    synchronized (this) {
      checkRoomFor(length);
      holdBytes(bytes(length));
      holdSamples(length);
      double[] values = spare.peekLast();
      if (values != null && values.length == length) {
        return spare.removeLast();
      }
    }
    return new double[length];
  }

  @Override
  public synchronized void give(double[] values) {
    samples -= values.length;
    bytes -= bytes(values.length);
    if (values.length == steps && spare.size() * steps < MOST_SPARE) {
      spare.addLast(values);
    }
  }

  @Override
  public synchronized @Nullable NativeHistogram[] takeHistograms(int length) {
    checkAlive();
    checkRoomFor(length);
    holdBytes(length * VALUE_BYTES);
    holdSamples(length);
    return new NativeHistogram[length];
  }

  @Override
  public synchronized NativeHistogram hold(NativeHistogram histogram) {
    long weight = weight(histogram);
    checkRoomFor(weight);
    holdBytes(weight * VALUE_BYTES);
    holdSamples(weight);
    return histogram;
  }

  @Override
  public synchronized void release(NativeHistogram histogram) {
    samples -= weight(histogram);
    bytes -= weight(histogram) * VALUE_BYTES;
  }

  @Override
  public synchronized void giveHistograms(@Nullable NativeHistogram @Nullable [] histograms) {
    if (histograms == null) {
      return;
    }
    samples -= histograms.length;
    bytes -= histograms.length * VALUE_BYTES;
    for (NativeHistogram histogram : histograms) {
      if (histogram != null) {
        release(histogram);
      }
    }
  }

  private static long bytes(int values) {
    return SERIES_BYTES + values * VALUE_BYTES;
  }

  private static long weight(NativeHistogram histogram) {
    int buckets = histogram.positive().size() + histogram.negative().size();
    return HISTOGRAM_WEIGHT + (long) (buckets * BUCKET_WEIGHT);
  }
}
