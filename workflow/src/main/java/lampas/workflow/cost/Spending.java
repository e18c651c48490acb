package lampas.workflow.cost;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;

/** What was spent in the period that is now. */
final class Spending {
  private record Spent(LocalDate first, DoubleAdder dollars) {}

  private final BudgetPeriod period;
  private final Clock clock;
  private final AtomicReference<Spent> spent;

  Spending(BudgetPeriod period, Clock clock) {
    this.period = period;
    this.clock = clock;
    this.spent = new AtomicReference<>(new Spent(period.first(clock.instant()), new DoubleAdder()));
  }

  /** Adds what was spent at a time, if that is in this period. */
  void add(double dollars, Instant at) {
    Spent now = now();
    if (now.first().equals(period.first(at))) {
      now.dollars().add(dollars);
    }
  }

  double dollars() {
    return now().dollars().sum();
  }

  private Spent now() {
    Spent known = spent.get();
    LocalDate first = period.first(clock.instant());
    if (known.first().equals(first)) {
      return known;
    }
    Spent begun = new Spent(first, new DoubleAdder());
    return spent.compareAndSet(known, begun) ? begun : now();
  }
}
