package lampas.benchmarks;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lampas.store.Store;
import lampas.store.StoreOptions;

/** How many samples one thread reads from text and appends, known series only. */
final class IngestBenchmark {
  private static final int TARGETS = 20;
  private static final int BLOCKS = 250;
  private static final int PAGES = 8;
  private static final int ROUNDS = 150;

  private IngestBenchmark() {}

  static void run(String... arguments) throws IOException {
    List<List<byte[]>> pages = new ArrayList<>();
    long bytes = 0;
    for (int target = 0; target < TARGETS; target++) {
      SyntheticPage source = new SyntheticPage(BLOCKS, target);
      List<byte[]> own = new ArrayList<>();
      for (int i = 0; i < PAGES; i++) {
        own.add(source.next());
        bytes += own.getLast().length;
      }
      pages.add(own);
    }
    Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());
    List<StoreAppender> appenders = new ArrayList<>();
    for (int target = 0; target < TARGETS; target++) {
      appenders.add(new StoreAppender(store, "target-" + target));
    }
    System.out.printf(
        "%d targets of %d samples, %.0f bytes a sample of text%n",
        TARGETS,
        SyntheticPage.samples(BLOCKS),
        (double) bytes / PAGES / TARGETS / SyntheticPage.samples(BLOCKS));
    long samples = 0;
    ThreadCost cost = new ThreadCost();
    for (int round = 0; round < ROUNDS; round++) {
      for (int target = 0; target < TARGETS; target++) {
        /* Values go round after the eighth page; counters then fall, as after a restart. */
        samples +=
            appenders.get(target).append(pages.get(target).get(round % PAGES), round * 15_000L);
      }
      if (round == ROUNDS / 2) {
        cost = new ThreadCost();
        samples = 0;
      }
    }
    System.out.printf(
        "parse and append: %.0f samples/s of one thread's CPU time, %.1f bytes of garbage a sample%n",
        samples / cost.cpuMillis() * 1_000, (double) cost.allocatedBytes() / samples);
    System.out.printf(
        "the store: %d series, %d samples, %.2f bytes a sample, open chunks included%n",
        store.statistics().series(),
        store.statistics().samples(),
        (double) store.statistics().chunkBytes() / store.statistics().samples());
  }
}
