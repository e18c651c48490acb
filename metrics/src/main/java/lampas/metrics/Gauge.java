package lampas.metrics;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lampas.metrics.exposition.ExpositionWriter;

/**
 * A value that goes up and down: bytes in use, connections open, a temperature.
 *
 * <p>Begins at 0. Thread-safe.
 */
public final class Gauge extends Instrument {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Gauge.class, "value", double.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile double value;

  Gauge(Family<?> family, byte[] encodedLabels, int hash) {
    super(family, encodedLabels, hash);
  }

  public void set(double value) {
    this.value = value;
  }

  /** Adds 1. */
  public void increment() {
    add(1);
  }

  /** Takes away 1. */
  public void decrement() {
    add(-1);
  }

  /**
   * Adds an amount, which may be negative.
   *
   * <p>An amount that is infinite or not a number is ignored, and counted in {@code
   * lampas_metrics_ignored_amounts_total}; only {@link #set} takes such values.
   */
  public void add(double amount) {
    if (Double.isFinite(amount)) {
      VALUE.getAndAdd(this, amount);
    } else {
      family.ignoredAmount();
    }
  }

  public double value() {
    return value;
  }

  @Override
  double activity() {
    return value;
  }

  @Override
  void write(ExpositionWriter writer) throws IOException {
    writer.value(encodedLabels, value, 0, null);
  }
}
