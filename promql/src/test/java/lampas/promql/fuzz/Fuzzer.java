package lampas.promql.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import lampas.promql.Dialect;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.engine.QueryLimits;
import lampas.promql.script.Script;
import lampas.promql.script.ScriptRunner;
import lampas.promql.script.SeriesFixture;

/**
 * Asks one made-up query or script after the other of a small fixture, and notes what must not be:
 * any exception but a PromQL error, and more than a second, twice, for one evaluation.
 */
final class Fuzzer {
  static final Path SCRIPTS = Path.of("src/test/resources/promql");
  private static final long LONGEST_NANOS = 1_000_000_000;
  /* Less than the second that a query may take at most, so that it ends with its own error. */
  private static final EngineOptions OPTIONS =
      EngineOptions.defaults()
          .withLimits(
              QueryLimits.defaults().withTimeout(Duration.ofMillis(500)).withSamples(1_000_000));

  private final SeriesFixture fixture =
      SeriesFixture.of(
          Duration.ofSeconds(30),
          "a{job=\"x\", i=\"1\"} 0+7x40",
          "a{job=\"x\", i=\"2\"} 0+3x10 0+5x10 stale _x3 4x10",
          "a{job=\"y\", i=\"1\"} NaN Inf -Inf 1e308 -1e308 5e-324 -0 0x20",
          "b{job=\"x\"} 1 _ 2 _x10 3x20",
          "b{job=\"y\"} -5+0.3x40",
          "m{job=\"x\"} 1x5 {{schema:1 count:5 sum:3 buckets:[2 3]}}x5 2x5 {{}}x3",
          "h{job=\"x\", i=\"1\"} {{schema:3 count:9 sum:4 z_bucket:1 z_bucket_w:0.01 buckets:[3 2 1] n_buckets:[2]}}+{{schema:3 count:6 sum:1 buckets:[1 2 3]}}x30",
          "h{job=\"x\", i=\"2\"} {{schema:-4 count:9 buckets:[9]}}x10 {{schema:8 count:1 offset:500 buckets:[1]}}x10",
          "h{job=\"y\", i=\"1\"} {{count:NaN sum:Inf buckets:[1 NaN]}}x10 stale {{count:-1 buckets:[-1]}}x3",
          "g{job=\"x\"} {{schema:2 count:3 sum:2 counter_reset_hint:gauge buckets:[1 1 1]}}x20",
          "c{job=\"x\"} {{schema:-53 count:6 sum:9 custom_values:[1 5] buckets:[1 2 3]}}+{{schema:-53 count:1 custom_values:[1 5] buckets:[1]}}x20",
          "c{job=\"y\"} {{schema:-53 count:6 sum:9 custom_values:[2 5 7] buckets:[1 2 3]}}x9 {{schema:-53 count:6 sum:9 custom_values:[1] buckets:[6]}}x9",
          "l_bucket{job=\"x\", le=\"1\"} 0+1x40",
          "l_bucket{job=\"x\", le=\"5\"} 0+2x40",
          "l_bucket{job=\"x\", le=\"+Inf\"} 0+2x40",
          "l_bucket{job=\"y\", le=\"what\"} 1x40",
          "target_info{job=\"x\", i=\"1\", version=\"3\"} 1x40");

  private final List<Engine> engines =
      List.of(
          Engine.create(OPTIONS),
          Engine.create(OPTIONS.withNameRemoval(EngineOptions.NameRemoval.DELAYED)),
          Engine.create(OPTIONS.withDialect(Dialect.PROMETHEUS_2)));
  private final Random random;
  private final ExpressionMutator expressions;
  private final ScriptMutator scripts;
  private final List<String> findings = new ArrayList<>();
  private volatile String current = "";
  private long asked;
  private long answered;
  private long slowest;
  private String slowestText = "";

  Fuzzer(long seed) throws IOException {
    random = new Random(seed);
    Pieces pieces = new Pieces();
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".test")).sorted().toList()) {
        Script.read(file).evaluations().forEach(evaluation -> pieces.add(evaluation.query()));
        lines.addAll(Files.readAllLines(file));
      }
    }
    expressions = new ExpressionMutator(pieces, random);
    scripts = new ScriptMutator(lines, expressions, random);
  }

  /** What must not be, with the text that shows it. */
  List<String> findings() {
    return findings;
  }

  /** What is being asked, for who waits for it. */
  String current() {
    return current;
  }

  String summary() {
    return "%d asked, %d answered, %d findings; slowest %d ms: %s"
        .formatted(asked, answered, findings.size(), slowest / 1_000_000, slowestText);
  }

  void round() {
    asked++;
    if (random.nextInt(10) == 0) {
      String text = scripts.next();
      run(text, () -> ScriptRunner.with(engines.getFirst()).run(Script.parse("fuzz", text)));
      return;
    }
    String query = expressions.next();
    Engine engine = engines.get(random.nextInt(engines.size()));
    long time = times();
    if (random.nextBoolean()) {
      run(query + " at " + time, () -> engine.instant(fixture, query, time));
    } else {
      long step = 1 + random.nextLong(100_000);
      long end =
          time
              + step * random.nextInt(random.nextInt(20) == 0 ? 3_000 : 50)
              + random.nextInt(1_000);
      run(
          query + " from " + time + " to " + end + " step " + step,
          () -> engine.range(fixture, query, time, end, step));
    }
  }

  private long times() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> -random.nextLong(1_000_000);
      case 2 -> 4_000_000_000_000L;
      default -> random.nextLong(1_500_000);
    };
  }

  private void run(String text, Runnable evaluation) {
    long nanos = timed(text, evaluation);
    /* Once may be the machine, or a class that is loaded for the first time. */
    if (nanos > LONGEST_NANOS) {
      nanos = Math.min(nanos, timed(text, evaluation));
    }
    if (nanos > LONGEST_NANOS) {
      findings.add("%d ms: %s".formatted(nanos / 1_000_000, text));
    }
    if (nanos > slowest) {
      slowest = nanos;
      slowestText = text;
    }
  }

  private long timed(String text, Runnable evaluation) {
    current = text;
    long start = System.nanoTime();
    try {
      evaluation.run();
      answered++;
    } catch (LampasException expected) {
      if (expected.kind() == ErrorKind.INTERNAL) {
        findings.add(expected + ": " + text);
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
      findings.add(
          defect + " " + Stream.of(defect.getStackTrace()).limit(6).toList() + ": " + text);
    }
    return System.nanoTime() - start;
  }
}
