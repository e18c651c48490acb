package lampas.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import lampas.metrics.exposition.EncodedFamily;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.error.ErrorKind;

/**
 * The series of one metric with labels.
 *
 * <p>Ask once for the series of some label values and hold it; asking again gives the same one.
 * Thread-safe.
 *
 * @param <T> what records a series
 */
public final class Family<T extends Instrument> {
  /** The label value that all values past the cap of a bounded or free label share. */
  public static final String OVERFLOW = "_overflow";

  /** Makes the instrument of a new series. */
  interface Maker<T extends Instrument> {
    T make(Family<?> family, byte[] encodedLabels, int hash);
  }

  private final EncodedFamily encoded;
  private final Maker<T> maker;
  private final Trouble trouble;
  private final SeriesTable<T> series;
  private final List<LabelAdmission> admissions;
  private final double[] bounds;

  Family(MetricDefinition definition, Maker<T> maker, Trouble trouble) {
    this.encoded = EncodedFamily.of(definition);
    this.maker = maker;
    this.trouble = trouble;
    this.series = new SeriesTable<>(encoded);
    this.admissions =
        definition.labels().stream()
            .map(label -> new LabelAdmission(definition.name(), label))
            .toList();
    /* One array for all histograms of the family. */
    this.bounds = definition.buckets().map(Buckets::toArray).orElse(new double[0]);
  }

  public MetricDefinition definition() {
    return encoded.definition();
  }

  /**
   * The series with these label values, which is made if there is none.
   *
   * <p>A new value of a bounded or free label that is past the label's cap becomes {@link
   * #OVERFLOW}, so that totals stay right; {@code lampas_metrics_overflows_total} counts how often.
   *
   * @param values one for each label, in the order of the definition
   * @throws MetricsException USER if there are more or fewer values than labels, or if the domain
   *     of a label is closed and lacks the value
   */
  public T with(String... values) {
    if (values.length != admissions.size()) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s: %s label values (expected: %s, for %s)"
              .formatted(
                  definition().name(),
                  values.length,
                  admissions.size(),
                  definition().labelNames()));
    }
    T found = series.find(values, SeriesTable.hash(values));
    return found != null ? found : admit(values);
  }

  /** Hands over every series that has been made so far. */
  public void forEach(Consumer<? super T> action) {
    int size = series.size();
    Instrument[] inOrder = series.inOrder();
    for (int i = 0; i < size; i++) {
      @SuppressWarnings("unchecked")
      T instrument = (T) inOrder[i];
      action.accept(instrument);
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
        trouble.overflow(definition(), definition().labels().get(i));
      }
    }
    int hash = SeriesTable.hash(admitted);
    T found = series.find(admitted, hash);
    return found != null
        ? found
        : series.findOrMake(
            admitted, hash, known -> maker.make(this, encoded.encodeLabels(admitted), known));
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

  double[] bounds() {
    return bounds;
  }

  void ignoredAmount() {
    trouble.ignoredAmount(definition());
  }

  /** Writes the series; nothing at all if there are none. */
  void write(ExpositionWriter writer) throws IOException {
    int size = series.size();
    Instrument[] inOrder = series.inOrder();
    if (size > 0) {
      writer.begin(encoded);
      for (int i = 0; i < size; i++) {
        inOrder[i].write(writer);
      }
    }
  }

  @Override
  public String toString() {
    return definition().name() + " with " + series.size() + " series";
  }
}
