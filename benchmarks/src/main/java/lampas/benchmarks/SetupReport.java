package lampas.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** Prints what each setup of a JMH benchmark costs, and how much more than none. */
final class SetupReport {
  private static final String SETUP = "setup";

  private SetupReport() {}

  /** A table for each set of the other parameters. */
  static void print(Collection<RunResult> results) {
    Map<String, Map<String, RunResult>> tables = new LinkedHashMap<>();
    for (RunResult result : results) {
      BenchmarkParams parameters = result.getParams();
      StringBuilder others = new StringBuilder();
      for (String name : parameters.getParamsKeys()) {
        if (!name.equals(SETUP)) {
          others.append(' ').append(parameters.getParam(name));
        }
      }
      tables
          .computeIfAbsent(others.toString(), unused -> new LinkedHashMap<>())
          .put(parameters.getParam(SETUP), result);
    }
    tables.forEach(SetupReport::table);
  }

  private static void table(String title, Map<String, RunResult> bySetup) {
    @Nullable RunResult none = bySetup.get("NONE");
    System.out.printf(
        "%nmedians of the iterations%s%n%-22s %8s %18s %10s %8s %10s%n",
        title, SETUP, "ns", "quartiles", "added ns", "B", "added B");
    bySetup.forEach((setup, result) -> {
      double[] times = times(result);
      System.out.printf(
          "%-22s %8.0f %18s %10s %8.0f %10s%n",
          setup,
          quantile(times, 0.5),
          "%.0f to %.0f".formatted(quantile(times, 0.25), quantile(times, 0.75)),
          none == null ? "" : "%.0f".formatted(quantile(times, 0.5) - quantile(times(none), 0.5)),
          garbage(result),
          none == null ? "" : "%.0f".formatted(garbage(result) - garbage(none)));
    });
  }

  /* Means would tell more of what else the machine did meanwhile. */
  private static double[] times(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
        .sorted()
        .toArray();
  }

  private static double quantile(double[] sorted, double quantile) {
    return sorted[(int) Math.round(quantile * (sorted.length - 1))];
  }

  private static double garbage(RunResult result) {
    return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
        .getScore();
  }
}
