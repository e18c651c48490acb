package lampas.workflow.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How long a budget is to last; in UTC. */
public enum BudgetPeriod {
  DAY,
  MONTH;

  /** The first day of the period that a time belongs to. */
  LocalDate first(Instant time) {
    LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    return switch (this) {
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
    };
  }
}
