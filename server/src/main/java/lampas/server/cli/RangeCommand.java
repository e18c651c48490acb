package lampas.server.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import lampas.client.Query;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.time.PrometheusDuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for the values of an expression over time. */
@Command(
    name = "range",
    mixinStandardHelpOptions = true,
    description = "Evaluates a PromQL expression over a range of time and prints or draws it.")
final class RangeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "EXPR", description = "The PromQL expression.")
  private String expression = "";

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "15m",
      description = "How far back the range begins. Default: ${DEFAULT-VALUE}.")
  private String since = "";

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      defaultValue = "15s",
      description = "The distance of the evaluations. Default: ${DEFAULT-VALUE}.")
  private String step = "";

  @Option(
      names = "--end",
      paramLabel = "TIME",
      description = "The end: RFC 3339 or seconds since the epoch. Default: now.")
  private @Nullable String end;

  @Option(names = "--chart", description = "Draw a chart in the terminal.")
  private boolean chart;

  @Option(names = "--json", description = "Print JSON as Prometheus's API has it in \"data\".")
  private boolean json;

  @Mixin private BackendOptions backend = new BackendOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Duration distance = PrometheusDuration.parse(step);
    if (!distance.isPositive()) {
      throw new IllegalArgumentException("step: " + step + " (expected: > 0)");
    }
    Instant last =
        end == null ? aligned(Clock.systemUTC().instant(), distance) : TimeText.parse(end);
    Instant first = last.minus(PrometheusDuration.parse(since));
    QueryAnswer answer = backend.client().query(Query.range(expression, first, last, distance));
    AnswerPrinter printer = new AnswerPrinter(spec.commandLine());
    if (json) {
      printer.json(answer);
    } else if (chart && answer.result() instanceof Matrix matrix && !matrix.series().isEmpty()) {
      boolean colours = spec.commandLine().getColorScheme().ansi().enabled();
      TerminalChart drawing =
          new TerminalChart(
              spec.commandLine().getUsageHelpWidth(), 14, colours, ZoneId.systemDefault());
      printer.plain(drawing.draw(matrix, first.toEpochMilli(), last.toEpochMilli()));
    } else {
      printer.text(answer);
    }
    return ExitCode.OK.code();
  }

  /** On multiples of the step, so that asking again a moment later gives the same points. */
  static Instant aligned(Instant time, Duration step) {
    long millis = step.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
  }
}
