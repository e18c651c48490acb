package lampas.server.scrape;

import java.util.concurrent.atomic.LongAdder;

/** Counts what all scrapes of a manager do. Thread-safe. */
final class ScrapeCounters {
  final LongAdder scrapes = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder samples = new LongAdder();
  final LongAdder outOfOrder = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder outOfBounds = new LongAdder();

  ScrapeTotals totals() {
    return new ScrapeTotals(
        scrapes.sum(),
        failures.sum(),
        samples.sum(),
        outOfOrder.sum(),
        duplicates.sum(),
        outOfBounds.sum());
  }
}
