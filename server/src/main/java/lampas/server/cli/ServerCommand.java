package lampas.server.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import lampas.server.LampasServer;
import lampas.server.config.ConfigurationLoader;
import lampas.server.config.ServerConfiguration;
import lampas.server.config.Setting;
import lampas.server.load.OpenMetricsFile;
import lampas.server.scrape.RepeatedTargets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = {
      "Scrapes targets, stores their samples and answers PromQL over Prometheus's HTTP API.",
      "",
      "A flag wins over the environment, the environment over the file. Ctrl-C or SIGTERM stops it"
          + " after requests on the way have been answered."
    })
final class ServerCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML with Prometheus's scrape_configs; see docs/configuration.md.")
  private @Nullable Path config;

  @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Short for --server.listen.")
  private @Nullable String listen;

  @Option(
      names = "--load",
      paramLabel = "FILE",
      description = {
        "OpenMetrics file with samples of any age to answer from; may be given more than once.",
        "With it nothing is scraped, and no sample is dropped by age."
      })
  private List<Path> load = List.of();

  @Option(names = "--dialect", paramLabel = "NAME", description = "Short for --query.dialect.")
  private @Nullable String dialect;

  @Option(
      names = "--enable-feature",
      paramLabel = "NAMES",
      description = "Short for --query.enable-feature.")
  private @Nullable String features;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with a flag for every row of the table of settings. */
  static CommandLine withSettings(CommandLine command) {
    CommandSpec server =
        Objects.requireNonNull(command.getSubcommands().get("server")).getCommandSpec();
    for (Setting<?> setting : Setting.all()) {
      server.addOption(
          OptionSpec.builder(setting.flagName())
              .type(String.class)
              .paramLabel("VALUE")
              .description(
                  "%s Default: %s. Environment: %s."
                      .formatted(
                          setting.description(), setting.defaultText(), setting.environmentName()))
              .build());
    }
    return command;
  }

  @Override
  public Integer call() throws InterruptedException {
    ConfigurationLoader loader =
        config == null ? ConfigurationLoader.empty() : ConfigurationLoader.file(config);
    ServerConfiguration configuration = loader.environment(System.getenv()).flags(flags()).load();
    RepeatedTargets.of(configuration.scrapeJobs()).forEach(finding -> say("warning: " + finding));
    LampasServer server =
        load.isEmpty()
            ? LampasServer.start(configuration, Clock.systemUTC())
            : LampasServer.startLoaded(configuration, load, this::report, Clock.systemUTC());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "stop"));
    say("listening on " + server.address());
    stopped.await();
    return ExitCode.OK.code();
  }

  private void report(Path file, OpenMetricsFile.Loaded loaded) {
    say(
        "loaded %d samples of %d series from %s"
            .formatted(loaded.samples(), loaded.series(), file));
  }

  private void say(String message) {
    spec.commandLine().getErr().println("lampas: " + message);
    spec.commandLine().getErr().flush();
  }

  private Map<String, String> flags() {
    Map<String, String> given = new HashMap<>();
    if (listen != null) {
      given.put(Setting.LISTEN.flagName(), listen);
    }
    if (dialect != null) {
      given.put(Setting.QUERY_DIALECT.flagName(), dialect);
    }
    if (features != null) {
      given.put(Setting.QUERY_ENABLE_FEATURE.flagName(), features);
    }
    for (Setting<?> setting : Setting.all()) {
      ArgSpec option = spec.findOption(setting.flagName());
      if (option != null && option.getValue() instanceof String value) {
        given.put(setting.flagName(), value);
      }
    }
    return given;
  }
}
