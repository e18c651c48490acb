package lampas.server.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import lampas.server.proxy.GatewayServer;
import lampas.server.proxy.GatewayServerSettings;
import lampas.server.proxy.config.GatewayReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the gateway until it is told to stop. */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description = {
      "Guards a Prometheus-compatible backend: each tenant reads its own series only.",
      "",
      "See docs/gateway.md. Ctrl-C or SIGTERM stops it after requests on the way have been"
          + " answered."
    })
final class GatewayCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", required = true, description = "The YAML file.")
  private Path config = Path.of("gateway.yml");

  @Option(
      names = "--check-config",
      description = "Only say whether the file, and the files that it names, can be used.")
  private boolean checkOnly;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    GatewayServerSettings settings = GatewayReader.read(config, System.getenv());
    if (checkOnly) {
      say(config + ": " + settings.gateway().tenants().size() + " tenants, no problems");
      return ExitCode.OK.code();
    }
    GatewayServer server = GatewayServer.start(settings, Clock.systemUTC());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "stop"));
    server.telemetryAddress().ifPresent(address -> say("metrics at " + address + "/metrics"));
    say("listening on " + server.address());
    stopped.await();
    return ExitCode.OK.code();
  }

  private void say(String message) {
    spec.commandLine().getErr().println("lampas: " + message);
    spec.commandLine().getErr().flush();
  }
}
