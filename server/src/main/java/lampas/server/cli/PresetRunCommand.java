package lampas.server.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import lampas.client.template.PresetClient;
import lampas.client.template.PresetRequest;
import lampas.client.template.Presets;
import lampas.client.template.QueryTimeRange;
import lampas.model.result.QueryAnswer;
import lampas.model.time.PrometheusDuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a backend by a preset, over a range or at one time. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Asks by a preset, over a range of time or at one time, and prints the answer.")
final class PresetRunCommand implements Callable<Integer> {
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

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "One time instead of a range: RFC 3339 or seconds since the epoch.")
  private @Nullable String time;

  @Option(names = "--json", description = "Print JSON as Prometheus's API has it in \"data\".")
  private boolean json;

  @Mixin private PresetQuestionOptions question = new PresetQuestionOptions();
  @Mixin private BackendOptions backend = new BackendOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PresetRequest request = question.request();
    PresetClient client = PresetClient.of(backend.client(), Presets.of());
    QueryAnswer answer =
        time == null
            ? client.queryRange(request, range())
            : client.query(request, TimeText.parse(time));
    AnswerPrinter printer = new AnswerPrinter(spec.commandLine());
    if (json) {
      printer.json(answer);
    } else {
      printer.text(answer);
    }
    return ExitCode.OK.code();
  }

  private QueryTimeRange range() {
    Duration distance = PrometheusDuration.parse(step);
    if (!distance.isPositive()) {
      throw new IllegalArgumentException("step: " + step + " (expected: > 0)");
    }
    Instant last =
        end == null
            ? RangeCommand.aligned(Clock.systemUTC().instant(), distance)
            : TimeText.parse(end);
    return QueryTimeRange.last(PrometheusDuration.parse(since), last, distance);
  }
}
