package lampas.metrics;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.metrics.exposition.HistogramSnapshot;
import lampas.model.catalogue.NativeBuckets;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of observations over the buckets of its definition: classic ones, native ones, or
 * both, of the same counts.
 *
 * <p>A bucket counts the observations up to and including its bound. A definition with both kinds
 * takes what lies within the native zero threshold for zero. Thread-safe; threads that record at
 * the same time do not wait for each other.
 */
public final class Histogram extends Instrument {
  private static final VarHandle STRIPES;

  static {
    try {
      STRIPES =
          MethodHandles.lookup().findVarHandle(Histogram.class, "stripes", HistogramStripes.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final HistogramCells cells;
  private volatile @Nullable HistogramStripes stripes;
  private volatile @Nullable HistogramExemplars exemplars;
  /* What the last scrape showed: it never gets finer again, so that scrapers see no reset. */
  private volatile int schema;

  Histogram(Family<?> family, byte[] encodedLabels, int hash) {
    super(family, encodedLabels, hash);
    BucketLayout layout = family.layout();
    NativeBuckets sparse = layout.sparse;
    this.cells =
        sparse == null ? ClassicCells.compact(layout) : NativeCells.compact(layout, sparse);
    this.schema = sparse == null ? 0 : sparse.schema();
  }

  /**
   * Counts a value, in the unit of the definition.
   *
   * <p>A value that is infinite or not a number is ignored, and counted in {@code
   * lampas_metrics_ignored_amounts_total}: the sum could never recover from it.
   */
  public void observe(double value) {
    if (!Double.isFinite(value)) {
      family.ignoredAmount();
      return;
    }
    HistogramStripes stripes = this.stripes;
    if (stripes != null) {
      stripes.observe(value);
    } else if (!cells.tryObserve(value)) {
      STRIPES.compareAndSet(this, null, new HistogramStripes(family.layout()));
      observe(value);
      return;
    }
    if (family.exemplars != null) {
      keepExemplar(family.exemplars, value);
    }
  }

  /** How many values were observed. */
  public long count() {
    return snapshot(new HistogramSnapshot()).count();
  }

  /** The sum of the observed values. */
  public double sum() {
    HistogramStripes stripes = this.stripes;
    double sum = cells.sum();
    if (stripes != null) {
      for (HistogramCells stripe : stripes.cells()) {
        sum += stripe.sum();
      }
    }
    return sum;
  }

  @Override
  double activity() {
    return count();
  }

  @Override
  void write(ExpositionWriter writer) throws IOException {
    writer.histogram(encodedLabels, snapshot(writer.borrowSnapshot()), createdMillis());
  }

  private HistogramSnapshot snapshot(HistogramSnapshot into) {
    BucketLayout layout = family.layout();
    HistogramStripes stripes = this.stripes;
    into.reset(layout.classicBuckets());
    if (layout.sparse != null) {
      into.setNative(schemaOf(stripes), layout.sparse.zeroThreshold());
    }
    cells.addTo(into);
    if (stripes != null) {
      for (HistogramCells stripe : stripes.cells()) {
        stripe.addTo(into);
      }
    }
    if (layout.sparse != null) {
      into.limitBuckets(layout.sparse.maximumBuckets());
      schema = into.schema();
    }
    HistogramExemplars exemplars = this.exemplars;
    if (exemplars != null) {
      into.setExemplars(exemplars.list());
    }
    return into;
  }

  private int schemaOf(@Nullable HistogramStripes stripes) {
    int coarsest = Math.min(schema, ((NativeCells) cells).schema());
    if (stripes != null) {
      for (HistogramCells stripe : stripes.cells()) {
        coarsest = Math.min(coarsest, ((NativeCells) stripe).schema());
      }
    }
    return coarsest;
  }

  private void keepExemplar(ExemplarSampler sampler, double value) {
    HistogramExemplars known = exemplars;
    if (known == null) {
      known = new HistogramExemplars(family.layout());
      exemplars = known;
    }
    known.keep(sampler, value);
  }
}
