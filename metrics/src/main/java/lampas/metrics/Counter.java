package lampas.metrics;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/**
 * A sum that only grows: requests served, bytes sent, seconds spent.
 *
 * <p>Begins at 0. Whole amounts are added exactly up to 2^63. Thread-safe; threads that record at
 * the same time do not wait for each other.
 */
public final class Counter extends Instrument {
  /*
   * Most counters see whole amounts from one thread at a time: for them one long is enough. All else
   * is made when two threads have met, or when there is a fraction or an exemplar.
   */
  private static final VarHandle WHOLE;
  private static final VarHandle EXTRAS;

  /* So that 2^31 such amounts fit in a long; larger ones are as exact in the sum of doubles. */
  private static final long LARGEST_WHOLE = 1L << 32;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WHOLE = lookup.findVarHandle(Counter.class, "whole", long.class);
      EXTRAS = lookup.findVarHandle(Counter.class, "extras", CounterExtras.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long whole;
  private volatile @Nullable CounterExtras extras;

  Counter(Family<?> family, byte[] encodedLabels, int hash) {
    super(family, encodedLabels, hash);
  }

  /** Adds 1. */
  public void increment() {
    addWhole(1);
    if (family.exemplars != null) {
      keepExemplar(family.exemplars, 1);
    }
  }

  /**
   * Adds a whole amount.
   *
   * <p>An amount that is negative is ignored, as {@link #add(double)} does it.
   */
  public void add(long amount) {
    if (amount >= 0 && amount <= LARGEST_WHOLE) {
      addWhole(amount);
    } else if (amount > 0) {
      extras().addFraction((double) amount);
    } else {
      family.ignoredAmount();
      return;
    }
    if (family.exemplars != null) {
      keepExemplar(family.exemplars, (double) amount);
    }
  }

  /**
   * Adds an amount.
   *
   * <p>An amount that is negative, infinite or not a number is ignored, and counted in {@code
   * lampas_metrics_ignored_amounts_total}.
   */
  public void add(double amount) {
    long wholeAmount = (long) amount;
    if (wholeAmount == amount && amount >= 0 && amount <= LARGEST_WHOLE) {
      addWhole(wholeAmount);
    } else if (amount > 0 && amount < Double.POSITIVE_INFINITY) {
      extras().addFraction(amount);
    } else {
      family.ignoredAmount();
      return;
    }
    if (family.exemplars != null) {
      keepExemplar(family.exemplars, amount);
    }
  }

  /** What was recorded so far; misses what other threads are adding at this moment. */
  public double value() {
    CounterExtras extras = this.extras;
    return extras == null ? whole : whole + extras.sum();
  }

  private void addWhole(long amount) {
    CounterExtras extras = this.extras;
    if (extras != null && extras.contended) {
      extras.addWhole(amount);
      return;
    }
    long before = whole;
    if (!WHOLE.compareAndSet(this, before, before + amount)) {
      CounterExtras made = extras();
      made.contended = true;
      made.addWhole(amount);
    }
  }

  private CounterExtras extras() {
    CounterExtras known = extras;
    if (known != null) {
      return known;
    }
    CounterExtras made = new CounterExtras();
    return EXTRAS.compareAndExchange(this, null, made) instanceof CounterExtras other
        ? other
        : made;
  }

  private void keepExemplar(ExemplarSampler sampler, double amount) {
    CounterExtras extras = this.extras;
    Exemplar next = sampler.next(extras == null ? null : extras.exemplar, amount);
    if (next != null) {
      extras().exemplar = next;
    }
  }

  @Override
  double activity() {
    return value();
  }

  @Override
  void write(ExpositionWriter writer) throws IOException {
    CounterExtras extras = this.extras;
    writer.value(encodedLabels, value(), createdMillis(), extras == null ? null : extras.exemplar);
  }
}
