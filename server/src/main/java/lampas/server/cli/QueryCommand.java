package lampas.server.cli;

import java.util.concurrent.Callable;
import lampas.client.Query;
import lampas.model.result.QueryAnswer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for the value of an expression at one time. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Evaluates a PromQL expression at one time and prints the result.")
final class QueryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "EXPR", description = "The PromQL expression.")
  private String expression = "";

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "When: RFC 3339 or seconds since the epoch. Default: now.")
  private @Nullable String time;

  @Option(names = "--json", description = "Print JSON as Prometheus's API has it in \"data\".")
  private boolean json;

  @Mixin private BackendOptions backend = new BackendOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Query now = Query.instant(expression);
    Query query = time == null ? now : now.at(TimeText.parse(time));
    QueryAnswer answer = backend.client().query(query);
    AnswerPrinter printer = new AnswerPrinter(spec.commandLine());
    if (json) {
      printer.json(answer);
    } else {
      printer.text(answer);
    }
    return ExitCode.OK.code();
  }
}
