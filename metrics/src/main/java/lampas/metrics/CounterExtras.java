package lampas.metrics;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/**
 * What only some counters need: those that several threads add to at the same moment, those that
 * add fractions, those with an exemplar.
 *
 * <p>Each part is there from the first moment that it is needed.
 */
final class CounterExtras {
  private final LongAdder whole = new LongAdder();
  private final DoubleAdder fractions = new DoubleAdder();
  volatile boolean contended;
  volatile @Nullable Exemplar exemplar;

  void addWhole(long amount) {
    whole.add(amount);
  }

  void addFraction(double amount) {
    fractions.add(amount);
  }

  double sum() {
    return whole.sum() + fractions.sum();
  }
}
