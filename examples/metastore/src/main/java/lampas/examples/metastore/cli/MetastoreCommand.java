package lampas.examples.metastore.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lampas.examples.metastore.config.ConfigurationLoader;
import lampas.examples.metastore.config.MetastoreConfiguration;
import lampas.examples.metastore.config.Setting;
import lampas.examples.metastore.load.LoadCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one node, or a cluster of them, until it is told to stop. */
@Command(
    name = "metastore",
    sortOptions = false,
    description = {
      "A metadata store that speaks etcd's v3 protocol, every request of which is measured.",
      "",
      "Runs one node in this process, or with --nodes 3 a cluster of three processes on this"
          + " machine. A flag wins over the environment, the environment over the file. Ctrl-C or"
          + " SIGTERM stops it after the calls under way, and shows how many there were.",
      ""
    })
final class MetastoreCommand implements Callable<Integer> {
  static final String LAST_METRICS = "--last-metrics";

  private static final int MOST_NODES = 9;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many nodes, an odd number, each a process; clients at --port, ten more for each of the others,"
              + " their peers one above that, metrics at --metrics-port and following."
              + " Default: ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML with the settings; see docs/metastore.md.")
  private @Nullable Path config;

  @Option(
      names = LAST_METRICS,
      paramLabel = "FILE",
      description =
          "At the end a node writes its metrics to this file, as Prometheus's text format has them;"
              + " with --nodes each has its name behind the file's.")
  private @Nullable Path lastMetrics;

  @Option(
      names = "--until-end-of-input",
      hidden = true,
      description = "Stop at the end of the standard input, when the process that started it ends.")
  private boolean untilEndOfInput;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with a flag for every row of the table of settings. */
  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new MetastoreCommand());
    CommandSpec spec = command.getCommandSpec();
    for (Setting<?> setting : Setting.all()) {
      spec.addOption(option(setting));
    }
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
    return Main.prepared(command.addSubcommand(new LoadCommand()));
  }

  private static OptionSpec option(Setting<?> setting) {
    OptionSpec.Builder option =
        setting.equals(Setting.PROMETHEUS_PORT)
            ? OptionSpec.builder("--metrics-port", setting.flagName())
            : OptionSpec.builder(setting.flagName());
    return option
        .type(String.class)
        .paramLabel("VALUE")
        .description(
            "%s Default: %s. Environment: %s."
                .formatted(
                    setting.description(),
                    setting.defaultText().isEmpty() ? "empty" : setting.defaultText(),
                    setting.environmentName()))
        .build();
  }

  @Override
  public Integer call() throws Exception {
    if (nodes < 1 || nodes > MOST_NODES || nodes % 2 == 0) {
      throw wrong("--nodes: " + nodes + " (expected: an odd number up to " + MOST_NODES + ")");
    }
    Map<String, String> flags = flags();
    ConfigurationLoader loader =
        config == null ? ConfigurationLoader.empty() : ConfigurationLoader.file(config);
    MetastoreConfiguration configuration =
        loader.withEnvironment(System.getenv()).withFlags(flags).load();
    Optional<Path> last = Optional.ofNullable(lastMetrics);
    if (nodes == 1) {
      return new SingleNode(spec.commandLine().getOut(), last, untilEndOfInput).run(configuration);
    }
    if (!configuration.members().isEmpty()) {
      throw wrong(Setting.MEMBERS.key() + ": given (expected: none with --nodes " + nodes + ")");
    }
    ClusterPlan plan = ClusterPlan.of(nodes, configuration);
    return new Cluster(plan, spec.commandLine().getOut()).run(passedOn(flags));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Map<String, String> flags() {
    Map<String, String> given = new HashMap<>();
    for (Setting<?> setting : Setting.all()) {
      ArgSpec option = spec.findOption(setting.flagName());
      if (option != null && option.getValue() instanceof String value) {
        given.put(setting.flagName(), value);
      }
    }
    return given;
  }

  /** What each node of a cluster is told, beside what is its own. */
  private Map<String, String> passedOn(Map<String, String> flags) {
    Map<String, String> passed = new LinkedHashMap<>(flags);
    if (config != null) {
      passed.put("--config", config.toString());
    }
    if (lastMetrics != null) {
      passed.put(LAST_METRICS, lastMetrics.toString());
    }
    return passed;
  }
}
