package lampas.metrics;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import lampas.metrics.exposition.ExpositionWriter;
import org.jspecify.annotations.Nullable;

/**
 * A sum that only grows: requests served, bytes sent, seconds spent.
 *
 * <p>Begins at 0. Whole amounts are added exactly up to 2^63. Thread-safe; threads that record at
 * the same time do not wait for each other.
 */
public final class Counter extends Instrument {
  /*
   * Most counters see whole amounts from one thread at a time: for them one long is enough. Striped
   * cells are made when two threads have met, and a sum of fractions when there is a fraction.
   */
  private static final VarHandle WHOLE;
  private static final VarHandle STRIPES;
  private static final VarHandle FRACTIONS;

  /* So that 2^31 such amounts fit in a long; larger ones are as exact in the sum of doubles. */
  private static final long LARGEST_WHOLE = 1L << 32;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WHOLE = lookup.findVarHandle(Counter.class, "whole", long.class);
      STRIPES = lookup.findVarHandle(Counter.class, "stripes", LongAdder.class);
      FRACTIONS = lookup.findVarHandle(Counter.class, "fractions", DoubleAdder.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long whole;
  private volatile @Nullable LongAdder stripes;
  private volatile @Nullable DoubleAdder fractions;

  Counter(Family<?> family, byte[] encodedLabels, int hash) {
    super(family, encodedLabels, hash);
  }

  /** Adds 1. */
  public void increment() {
    addWhole(1);
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
      addFraction((double) amount);
    } else {
      family.ignoredAmount();
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
      addFraction(amount);
    } else {
      family.ignoredAmount();
    }
  }

  /** What was recorded so far; misses what other threads are adding at this moment. */
  public double value() {
    LongAdder stripes = this.stripes;
    DoubleAdder fractions = this.fractions;
    double sum = whole + (stripes == null ? 0 : stripes.sum());
    return fractions == null ? sum : sum + fractions.sum();
  }

  private void addWhole(long amount) {
    LongAdder stripes = this.stripes;
    if (stripes != null) {
      stripes.add(amount);
      return;
    }
    long before = whole;
    if (!WHOLE.compareAndSet(this, before, before + amount)) {
      STRIPES.compareAndSet(this, null, new LongAdder());
      LongAdder made = this.stripes;
      if (made != null) {
        made.add(amount);
      }
    }
  }

  private void addFraction(double amount) {
    DoubleAdder fractions = this.fractions;
    if (fractions == null) {
      FRACTIONS.compareAndSet(this, null, new DoubleAdder());
      fractions = this.fractions;
    }
    if (fractions != null) {
      fractions.add(amount);
    }
  }

  @Override
  void write(ExpositionWriter writer) throws IOException {
    writer.value(encodedLabels, value());
  }
}
