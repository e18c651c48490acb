package lampas.server.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import lampas.client.Query;
import lampas.client.diff.Comparison;
import lampas.client.diff.DifferentialClient;
import lampas.client.diff.Tolerance;
import lampas.model.time.PrometheusDuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks two backends the same and says where and why the answers differ. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Evaluates a PromQL expression on two backends and says whether the answers are the same,"
            + " where they differ first, and what kind of reason that has.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the answers are the same",
      "1:they differ",
      "2:the arguments are wrong, or both backends refuse the expression",
      "3:a backend does not answer",
      "4:a limit was reached"
    })
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "URL1", description = "The API on the left.")
  private String left = "";

  @Parameters(index = "1", paramLabel = "URL2", description = "The API on the right.")
  private String right = "";

  @Parameters(index = "2", paramLabel = "EXPR", description = "The PromQL expression.")
  private String expression = "";

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "When: RFC 3339 or seconds since the epoch. Default: now, the same for both.")
  private @Nullable String time;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "Compare over a range that begins so far back. Default: at one time.")
  private @Nullable String since;

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      description = "The distance of the evaluations of a range. Default: 15s.")
  private @Nullable String step;

  @Option(
      names = "--end",
      paramLabel = "TIME",
      description = "The end of the range: RFC 3339 or seconds since the epoch. Default: now.")
  private @Nullable String end;

  @Option(
      names = "--tolerance",
      paramLabel = "PART",
      defaultValue = "1e-9",
      description =
          "How far values may be apart, as a part of the larger one. Default: ${DEFAULT-VALUE}.")
  private double tolerance;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "How long to wait for the answers. Default: ${DEFAULT-VALUE}.")
  private String timeout = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Duration limit = BackendOptions.timeout(timeout);
    Clock clock = Clock.systemUTC();
    DifferentialClient client =
        DifferentialClient.of(
            BackendOptions.client(BackendOptions.url(left), limit),
            BackendOptions.client(BackendOptions.url(right), limit),
            Tolerance.ofRelative(tolerance),
            clock);
    Comparison comparison = client.compare(query(clock.instant()).withTimeout(limit));
    DiffPrinter printer = new DiffPrinter(spec.commandLine().getOut());
    if (json) {
      printer.json(comparison);
    } else {
      printer.text(comparison);
    }
    return switch (comparison) {
      case Comparison.Same same -> ExitCode.OK.code();
      case Comparison.Different different -> ExitCode.CHECK_FAILED.code();
      case Comparison.BothRefused refused -> ExitCode.USAGE.code();
    };
  }

  private Query query(Instant now) {
    Query query = Query.instant(expression);
    if (since == null) {
      if (step != null || end != null) {
        throw new IllegalArgumentException(
            "--step, --end: without a range (expected: with --since)");
      }
      return time == null ? query : query.at(TimeText.parse(time));
    }
    if (time != null) {
      throw new IllegalArgumentException("--time: with a range (expected: --end)");
    }
    Duration distance = PrometheusDuration.parse(step == null ? "15s" : step);
    if (!distance.isPositive()) {
      throw new IllegalArgumentException("step: " + step + " (expected: > 0)");
    }
    Instant last = end == null ? RangeCommand.aligned(now, distance) : TimeText.parse(end);
    return Query.range(expression, last.minus(PrometheusDuration.parse(since)), last, distance);
  }
}
