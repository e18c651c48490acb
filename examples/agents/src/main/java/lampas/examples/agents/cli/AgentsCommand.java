package lampas.examples.agents.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.config.ConfigurationLoader;
import lampas.examples.agents.load.LoadCommand;
import lampas.examples.agents.orchestrator.Orchestrator;
import lampas.examples.agents.workers.Workers;
import lampas.examples.agents.workflows.WorkflowRunner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole platform, each service in a process of its own, until it is told to stop. */
@Command(
    name = "agents",
    sortOptions = false,
    description = {
      "An agent platform, every task of which is measured: an orchestrator that accepts tasks over"
          + " HTTP, Redis Streams that keep them, and workers that run their workflows.",
      "",
      "Starts orchestrator and workers as processes of their own, and a Redis if none is given."
          + " A flag wins over the environment. Ctrl-C or SIGTERM stops everything after the tasks"
          + " under way.",
      ""
    })
final class AgentsCommand implements Callable<Integer> {
  static final String LAST_METRICS = "--last-metrics";

  @Option(
      names = LAST_METRICS,
      paramLabel = "FILE",
      description =
          "At the end each service writes its metrics to this file with its own name behind, as"
              + " Prometheus's text format has them.")
  private @Nullable Path lastMetrics;

  @Option(
      names = ServiceCommand.UNTIL_END_OF_INPUT,
      hidden = true,
      description = "Stop at the end of the standard input, when the process that started it ends.")
  private boolean untilEndOfInput;

  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new AgentsCommand());
    SettingFlags.addTo(command.getCommandSpec());
    return command
        .addSubcommand(
            ServiceCommand.commandLine(
                Orchestrator.NAME,
                "Runs the orchestrator in this process; needs --redis.",
                Orchestrator::start))
        .addSubcommand(
            ServiceCommand.commandLine(
                Workers.NAME,
                "Runs workers in this process; needs --redis.",
                (configuration, redis) ->
                    Workers.start(
                        configuration,
                        redis,
                        registry ->
                            WorkflowRunner.create(
                                registry, configuration.workers().taskTimeout()))))
        .addSubcommand(new LoadCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorText())
        .setParameterExceptionHandler(new WrongArguments())
        .setUsageHelpAutoWidth(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, String> flags = SettingFlags.given(spec);
    AgentsConfiguration configuration =
        ConfigurationLoader.empty().withEnvironment(System.getenv()).withFlags(flags).load();
    return new Platform(spec.commandLine().getOut(), Optional.ofNullable(lastMetrics))
        .run(configuration, flags, untilEndOfInput);
  }
}
