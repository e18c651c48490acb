package lampas.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Prints what each query took, and in the end the medians of the ratios. */
final class QueryReport {
  private static final List<String> OURS = List.of("lampas", "process");
  private static final List<String> THEIRS = List.of("prometheus", "victoria-metrics");

  private final List<String> peers;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A query's figures.
   *
   * @param millis median time of each peer
   * @param heap of the engine in process
   * @param disagreements empty if the answers agree
   */
  record Row(
      QueryCase query, Map<String, Double> millis, Optional<PeakHeap> heap, String disagreements) {
    boolean has(String ours, String theirs) {
      return millis.containsKey(ours) && millis.containsKey(theirs);
    }

    double ratio(String ours, String theirs) {
      return millis(ours) / millis(theirs);
    }

    double millis(String peer) {
      return Objects.requireNonNull(millis.get(peer), peer);
    }
  }

  QueryReport(List<String> peers) {
    this.peers = peers;
    StringBuilder head = new StringBuilder("%-14s %-10s".formatted("query", "steps"));
    peers.forEach(peer -> head.append(" %16s".formatted(peer)));
    System.out.println(head + "   MB garbage   MB held   ratios");
  }

  void add(Row row) {
    rows.add(row);
    StringBuilder line =
        new StringBuilder("%-14s %-10s".formatted(row.query.name(), row.query.shape()));
    peers.forEach(peer -> line.append(" %13.1f ms".formatted(row.millis(peer))));
    row.heap.ifPresentOrElse(
        heap ->
            line.append(
                " %12.1f %9.1f  ".formatted(heap.allocatedBytes() / 1e6, heap.liveBytes() / 1e6)),
        () -> line.append(" ".repeat(24)));
    for (String ours : OURS) {
      for (String theirs : THEIRS) {
        if (row.has(ours, theirs)) {
          line.append(" %.3f".formatted(row.ratio(ours, theirs)));
        }
      }
    }
    System.out.println(line);
    if (!row.disagreements.isEmpty()) {
      System.out.println("  DISAGREES, does not count: " + row.disagreements);
    }
  }

  void conclude() {
    for (String ours : OURS) {
      for (String theirs : THEIRS) {
        if (peers.contains(ours) && peers.contains(theirs)) {
          conclude(ours, theirs, "all", row -> true);
          conclude(ours, theirs, "instant", row -> row.query.isInstant());
          conclude(ours, theirs, "range", row -> !row.query.isInstant());
          conclude(
              ours,
              theirs,
              "aggregations and joins over a range",
              row -> !row.query.isInstant() && row.query.heavy());
        }
      }
    }
  }

  private void conclude(String ours, String theirs, String what, Predicate<Row> which) {
    List<Double> ratios =
        rows.stream()
            .filter(which)
            .filter(row -> row.disagreements.isEmpty())
            .map(row -> row.ratio(ours, theirs))
            .toList();
    if (!ratios.isEmpty()) {
      System.out.printf(
          "%s / %s, %s: median %.3f, largest %.3f of %d%n",
          ours,
          theirs,
          what,
          median(ratios),
          ratios.stream().mapToDouble(ratio -> ratio).max().orElseThrow(),
          ratios.size());
    }
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
