package lampas.examples.agents.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.config.ConfigurationLoader;
import lampas.examples.agents.config.Setting;
import lampas.examples.agents.service.Service;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one service in this process until it is told to stop. */
@Command(sortOptions = false)
final class ServiceCommand implements Callable<Integer> {
  /** Makes a service. */
  @FunctionalInterface
  interface Starter {
    Service start(AgentsConfiguration configuration, String redis);
  }

  static final String UNTIL_END_OF_INPUT = "--until-end-of-input";
  static final String ORPHANED_REDIS = "--orphaned-redis";

  private final String name;
  private final Starter starter;

  @Option(
      names = AgentsCommand.LAST_METRICS,
      paramLabel = "FILE",
      description =
          "At the end the metrics are written to this file, as Prometheus's text format has them.")
  private @Nullable Path lastMetrics;

  @Option(
      names = UNTIL_END_OF_INPUT,
      hidden = true,
      description = "Stop at the end of the standard input, when the process that started it ends.")
  private boolean untilEndOfInput;

  @Option(
      names = ORPHANED_REDIS,
      hidden = true,
      paramLabel = "PID",
      description = "A Redis to end if the process that started it has ended.")
  private @Nullable Long orphanedRedis;

  @Spec private CommandSpec spec = CommandSpec.create();

  private ServiceCommand(String name, Starter starter) {
    this.name = name;
    this.starter = starter;
  }

  static CommandLine commandLine(String name, String description, Starter starter) {
    CommandLine command = new CommandLine(new ServiceCommand(name, starter));
    command.setCommandName(name);
    command.getCommandSpec().usageMessage().description(description);
    SettingFlags.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public Integer call() throws InterruptedException {
    AgentsConfiguration configuration =
        ConfigurationLoader.empty()
            .withEnvironment(System.getenv())
            .withFlags(SettingFlags.given(spec))
            .load();
    String redis =
        configuration
            .redis()
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    Setting.REDIS.flagName()
                        + ": missing (expected: "
                        + Setting.REDIS.expected()
                        + ")"));
    Service service = starter.start(configuration, redis);
    OptionalLong left =
        orphanedRedis == null ? OptionalLong.empty() : OptionalLong.of(orphanedRedis);
    Optional<Runnable> orphaned =
        untilEndOfInput ? Optional.of(() -> left.ifPresent(ServiceCommand::end)) : Optional.empty();
    return new RunningService(
            name, spec.commandLine().getOut(), Optional.ofNullable(lastMetrics), orphaned)
        .run(service, redis);
  }

  private static void end(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
  }
}
