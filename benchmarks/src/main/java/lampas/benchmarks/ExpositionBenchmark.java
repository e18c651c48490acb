package lampas.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lampas.benchmarks.Peers.Library;

/**
 * A text scrape of counters, or of classic histograms with 12 buckets, with three labels: CPU time
 * and garbage of the thread that writes it, libraries taking turns, medians of all rounds; and the
 * heap of a series that nobody holds.
 */
final class ExpositionBenchmark {
  /* Of larger pages fewer rounds are enough. */
  private static final int SERIES_IN_ALL_ROUNDS = 4_000_000;

  private ExpositionBenchmark() {}

  static void run(String... arguments) throws IOException {
    boolean histograms = arguments.length > 0 && arguments[0].equals("histograms");
    int series = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    int rounds = Math.clamp(SERIES_IN_ALL_ROUNDS / 2 / series, 5, 21);
    int warmUp = rounds - 1;
    List<Library> libraries =
        histograms ? Peers.withHistograms(series) : Peers.withCounters(series);
    double[][] millis = new double[libraries.size()][rounds];
    double[][] garbage = new double[libraries.size()][rounds];
    long[] sizes = new long[libraries.size()];
    Random random = new Random(1);
    for (int round = -warmUp; round < rounds; round++) {
      for (int l = 0; l < libraries.size(); l++) {
        Library library = libraries.get(l);
        for (int i = 0; i < series; i++) {
          library.increments().get(random.nextInt(series)).run();
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
    System.out.printf(
        "%d %s, 3 labels, text 0.0.4; medians of %d scrapes%n",
        series, histograms ? "histograms" : "counters", rounds);
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
    heap(histograms, series);
  }

  private static void heap(boolean histograms, int series) {
    for (int library = 0; library < 3; library++) {
      long before = PeakHeap.live();
      Library one =
          (histograms ? Peers.withHistograms(series) : Peers.withCounters(series)).get(library);
      one.increments().clear();
      ((ArrayList<?>) one.increments()).trimToSize();
      try {
        long bytes = PeakHeap.live() - before;
        System.out.printf("%-20s %12d bytes of heap a series%n", one.name(), bytes / series);
      } finally {
        Reference.reachabilityFence(one);
      }
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
