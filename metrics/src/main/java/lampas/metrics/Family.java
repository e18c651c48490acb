package lampas.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import lampas.metrics.exposition.EncodedFamily;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * The series of one metric with labels.
 *
 * <p>Ask once for the series of some label values and hold it; asking again gives the same one.
 * Thread-safe.
 *
 * @param <T> what records a series
 */
public final class Family<T extends Instrument> {
  /**
   * The label value that all values past the cap of a bounded or free label share, and the value of
   * every label of the series that takes what is over the budget.
   */
  public static final String OVERFLOW = "_overflow";

  /** Makes the instrument of a new series. */
  interface Maker<T extends Instrument> {
    T make(Family<?> family, byte[] encodedLabels, int hash);
  }

  private final EncodedFamily encoded;
  private final Maker<T> maker;
  private final Trouble trouble;
  private final FamilyContext context;
  private final SeriesTable<T> series;
  private final RecentSeries<T> recent = new RecentSeries<>();
  private final List<LabelAdmission> admissions;
  private final BucketLayout layout;
  private volatile @Nullable IdleSeries idle;

  /* Read with every record: null if nobody wants exemplars. */
  final @Nullable ExemplarSampler exemplars;

  Family(MetricDefinition definition, Maker<T> maker, Trouble trouble, FamilyContext context) {
    this.encoded = EncodedFamily.of(definition, context.constants());
    this.maker = maker;
    this.trouble = trouble;
    this.context = context;
    this.exemplars = context.exemplars();
    this.series = new SeriesTable<>(encoded);
    this.admissions =
        definition.labels().stream()
            .skip(definition.kind() == MetricKind.STATE_SET ? 1 : 0)
            .map(label -> new LabelAdmission(definition.name(), label))
            .toList();
    this.layout = BucketLayout.of(definition);
  }

  /** The metric as it is recorded, without the labels that all series of the registry carry. */
  public MetricDefinition definition() {
    return encoded.given();
  }

  /**
   * The series with these label values, which is made if there is none.
   *
   * <p>A new value of a bounded or free label that is past the label's cap becomes {@link
   * #OVERFLOW}, so that totals stay right; {@code lampas_metrics_overflows_total} counts how often.
   * Where the metric, or the registry, has as many series as its budget allows, all new ones are
   * one whose labels are all {@link #OVERFLOW}, counted in {@code
   * lampas_metrics_over_budget_total}.
   *
   * @param values one for each label, in the order of the definition; a state set's states are no
   *     such label
   * @throws MetricsException USER if there are more or fewer values than labels, or if the domain
   *     of a label is closed and lacks the value
   */
  public T with(String... values) {
    return switch (values.length) {
      case 1 -> with(values[0]);
      case 2 -> with(values[0], values[1]);
      case 3 -> with(values[0], values[1], values[2]);
      case 4 -> with(values[0], values[1], values[2], values[3]);
      default -> {
        requireLabels(values.length);
        T found = series.find(values, SeriesTable.hash(values));
        yield found != null ? found : admit(values);
      }
    };
  }

  /** {@link #with(String...)} without an array. */
  public T with(String value) {
    return recent(1, SeriesTable.hash(value), value, "", "", "");
  }

  /** {@link #with(String...)} without an array. */
  public T with(String first, String second) {
    return recent(2, SeriesTable.hash(first, second), first, second, "", "");
  }

  /** {@link #with(String...)} without an array. */
  public T with(String first, String second, String third) {
    return recent(3, SeriesTable.hash(first, second, third), first, second, third, "");
  }

  /** {@link #with(String...)} without an array. */
  public T with(String first, String second, String third, String fourth) {
    int hash = SeriesTable.hash(first, second, third, fourth);
    return recent(4, hash, first, second, third, fourth);
  }

  /** The series of a metric with one label, by the constants of an enum; see {@link EnumSeries}. */
  public <E extends Enum<E>> EnumSeries<E, T> by(Class<E> type) {
    requireLabels(1);
    return new EnumSeries<>(this, type);
  }

  /** The series of a metric by the components of a record; see {@link RecordSeries}. */
  public <R extends Record> RecordSeries<R, T> byRecord(Class<R> type) {
    return RecordSeries.of(this, type);
  }

  /**
   * Lets series disappear from scrapes that were not recorded for so long.
   *
   * <p>An instrument that somebody holds comes back with its count and the time of its creation
   * when it is recorded again; what nobody holds is made anew, from 0, with a new time. Checked at
   * each scrape. For counters and histograms: of other kinds an old value is as good as a new one.
   *
   * @throws MetricsException USER if the metric is of another kind, or the time is not above zero
   */
  public Family<T> expiringAfter(Duration unrecorded) {
    if (definition().kind() != MetricKind.COUNTER && definition().kind() != MetricKind.HISTOGRAM) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s: expiry of a %s (expected: a counter or histogram)"
              .formatted(definition().name(), definition().kind().openMetricsName()));
    }
    if (unrecorded.isNegative() || unrecorded.isZero()) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s: expiry after %s (expected: > 0)".formatted(definition().name(), unrecorded));
    }
    idle = new IdleSeries(unrecorded, context.clock());
    return this;
  }

  /** Hands over every series that has been made so far. */
  @SuppressWarnings("unchecked")
  public void forEach(Consumer<? super T> action) {
    series.forEach(instrument -> action.accept((T) instrument));
  }

  /** Takes series out; what is recorded to them afterwards is not exposed. */
  void remove(Collection<? extends Instrument> gone) {
    context.budget().giveBack(series.remove(gone, recent));
  }

  private T recent(int labels, int hash, String a, String b, String c, String d) {
    T found = recent.find(hash, a, b, c, d);
    if (found != null && labels == admissions.size()) {
      return found;
    }
    requireLabels(labels);
    String[] values = Arrays.copyOf(new String[] {a, b, c, d}, labels);
    found = series.find(values, hash);
    T known = found != null ? found : admit(values);
    /* Not if it has other labels because these were past a cap: each such request is counted. */
    if (known.hash == hash && recent.wants(hash)) {
      series.keepRecent(recent, known, hash, a, b, c, d);
    }
    return known;
  }

  private void requireLabels(int given) {
    if (given != admissions.size()) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s: %s label values (expected: %s, for %s)"
              .formatted(
                  definition().name(),
                  given,
                  admissions.size(),
                  EncodedFamily.labelNames(definition())));
    }
  }

  private T admit(String[] values) {
    String[] admitted = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      admitted[i] = wellFormed(values[i]);
      admissions.get(i).check(admitted[i]);
    }
    for (int i = 0; i < values.length; i++) {
      if (!admissions.get(i).admit(admitted[i])) {
        admitted[i] = OVERFLOW;
        trouble.overflow(definition(), admissions.get(i).label());
      }
    }
    int hash = SeriesTable.hash(admitted);
    T found = series.find(admitted, hash);
    if (found != null) {
      return found;
    }
    IdleSeries idle = this.idle;
    T back = idle == null ? null : series.findIdle(idle, admitted, hash);
    if (back != null) {
      context.budget().take();
      return back;
    }
    return findOrMake(admitted, hash);
  }

  private T findOrMake(String[] values, int hash) {
    /* Without labels there is one series, which no budget may take away. */
    if (values.length > 0) {
      if (series.size() >= context.seriesPerFamily()) {
        return overflow(values.length, Trouble.Budget.METRIC);
      }
      if (context.budget().isSpent()) {
        return overflow(values.length, Trouble.Budget.REGISTRY);
      }
    }
    return make(values, hash);
  }

  private T overflow(int labels, Trouble.Budget budget) {
    trouble.overBudget(definition(), budget);
    String[] values = new String[labels];
    Arrays.fill(values, OVERFLOW);
    return make(values, SeriesTable.hash(values));
  }

  private T make(String[] values, int hash) {
    return series.findOrMake(
        values,
        hash,
        known -> {
          context.budget().take();
          return maker.make(this, encoded.encodeLabels(values), known);
        });
  }

  /* Half a surrogate pair has no UTF-8: it becomes a question mark before the series is looked up,
  or two texts would come to the same bytes and so to two series of the same name. */
  private static String wellFormed(String value) {
    String decoded = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return decoded.equals(value) ? value : decoded;
  }

  EncodedFamily encoded() {
    return encoded;
  }

  BucketLayout layout() {
    return layout;
  }

  int createdNow() {
    return context.creationTimes().encode(context.clock().millis());
  }

  long createdMillis(int code) {
    return context.creationTimes().decode(code);
  }

  void ignoredAmount() {
    trouble.ignoredAmount(definition());
  }

  /** Writes the series; nothing at all if there are none. */
  void write(ExpositionWriter writer) throws IOException {
    IdleSeries idle = this.idle;
    if (idle != null) {
      context.budget().giveBack(series.expire(idle, recent));
    }
    @Nullable Instrument[] inOrder = series.inOrder();
    if (inOrder.length > 0 && inOrder[0] != null) {
      writer.begin(encoded);
      for (Instrument instrument : inOrder) {
        if (instrument == null) {
          return;
        }
        instrument.write(writer);
      }
    }
  }

  @Override
  public String toString() {
    return definition().name() + " with " + series.size() + " series";
  }
}
