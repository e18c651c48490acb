package lampas.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lampas.benchmarks.Peers.Library;

/**
 * A text scrape of 100,000 counters with three labels: CPU time and garbage of the thread that
 * writes it, libraries taking turns, medians of all rounds.
 */
final class ExpositionBenchmark {
  private static final int SERIES = 100_000;
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 21;

  private ExpositionBenchmark() {}

  static void run(String... arguments) throws IOException {
    List<Library> libraries = Peers.withCounters(SERIES);
    double[][] millis = new double[libraries.size()][ROUNDS];
    double[][] garbage = new double[libraries.size()][ROUNDS];
    long[] sizes = new long[libraries.size()];
    Random random = new Random(1);
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int l = 0; l < libraries.size(); l++) {
        Library library = libraries.get(l);
        for (int i = 0; i < SERIES; i++) {
          library.increments().get(random.nextInt(SERIES)).run();
        }
        Sink sink = new Sink();
        ThreadCost cost = new ThreadCost();
        library.page().write(sink);
        if (round >= 0) {
          millis[l][round] = cost.cpuMillis();
          garbage[l][round] = cost.allocatedBytes();
        }
        sizes[l] = sink.bytes;
      }
    }
    double ours = median(millis[0]);
    System.out.printf("%d counters, 3 labels, text 0.0.4; medians of %d scrapes%n", SERIES, ROUNDS);
    System.out.printf(
        "%-20s %12s %10s %14s %12s%n", "library", "CPU ms", "ratio", "garbage bytes", "page bytes");
    for (int l = 0; l < libraries.size(); l++) {
      System.out.printf(
          "%-20s %12.2f %10.1f %14.0f %12d%n",
          libraries.get(l).name(),
          median(millis[l]),
          median(millis[l]) / ours,
          median(garbage[l]),
          sizes[l]);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Takes bytes and counts them. */
  private static final class Sink extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes += length;
    }
  }
}
