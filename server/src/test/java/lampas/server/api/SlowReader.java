package lampas.server.api;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;

/** A store that holds queries back until it is told to let them go on. */
final class SlowReader implements SeriesReader {
  private final SeriesReader inner;
  final Semaphore entered = new Semaphore(0);
  final CountDownLatch released = new CountDownLatch(1);

  SlowReader(SeriesReader inner) {
    this.inner = inner;
  }

  @Override
  public SeriesSelection select(List<Matcher> matchers, TimeRange range) {
    entered.release();
    try {
      released.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return inner.select(matchers, range);
  }

  @Override
  public List<Labels> labelSets(List<Matcher> matchers, TimeRange range) {
    return inner.labelSets(matchers, range);
  }

  @Override
  public List<String> labelNames(List<Matcher> matchers, TimeRange range) {
    return inner.labelNames(matchers, range);
  }

  @Override
  public List<String> labelValues(String name, List<Matcher> matchers, TimeRange range) {
    return inner.labelValues(name, matchers, range);
  }
}
