package lampas.examples.tikv.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lampas.examples.tikv.cluster.ClusterServer;
import lampas.examples.tikv.cluster.PretendedCluster;
import lampas.examples.tikv.cluster.ScrapeConfig;
import lampas.examples.tikv.store.Condition;
import lampas.examples.tikv.store.PretendedStore;
import lampas.model.time.PrometheusDuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the cluster until it is told to stop. */
@Command(
    name = "tikv",
    sortOptions = false,
    description = {
      "A pretended TiKV cluster: PD's API and a page of metrics for each store, under TiKV's own"
          + " names, at rates that are known exactly. Some stores are sick; /truth on PD's port"
          + " says which, and what they do. Everything listens on loopback.",
      ""
    })
final class TikvCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "2379",
      description = "PD's port; 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--first-status-port",
      paramLabel = "PORT",
      defaultValue = "20180",
      description =
          "The status port of the first store, the others follow; 0 for free ones. Default:"
              + " ${DEFAULT-VALUE}.")
  private int firstStatusPort;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "The same seed makes the same stores. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--load",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "A factor for commands a second, 0.01 to 100. Default: ${DEFAULT-VALUE}.")
  private double load;

  @Option(
      names = "--silent-after",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "When the silent store falls silent; 0s for never. Default: ${DEFAULT-VALUE}.")
  private String silentAfter = "";

  @Option(
      names = "--restart-after",
      paramLabel = "DURATION",
      defaultValue = "45s",
      description = "When the restarting store restarts; 0s for never. Default: ${DEFAULT-VALUE}.")
  private String restartAfter = "";

  @Option(
      names = "--scrape-interval",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "What the scrape configuration says. Default: ${DEFAULT-VALUE}.")
  private String scrapeInterval = "";

  @Option(
      names = "--print-scrape-config",
      description =
          "Prints the configuration for Prometheus, vmagent or a lampas server, and ends. While"
              + " the cluster runs, /scrape.yml on PD's port has it.")
  private boolean printScrapeConfig;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    require("port", port, port >= 0 && port <= 65_535, "0 to 65535");
    require(
        "first status port",
        firstStatusPort,
        firstStatusPort >= 0 && firstStatusPort <= 65_000,
        "0 to 65000");
    require("load", load, load >= 0.01 && load <= 100, "0.01 to 100");
    Duration interval = PrometheusDuration.parse(scrapeInterval);
    require("scrape interval", scrapeInterval, interval.isPositive(), "> 0");
    PrintWriter out = spec.commandLine().getOut();
    if (printScrapeConfig) {
      require("first status port", firstStatusPort, firstStatusPort > 0, "a fixed port");
      out.print(ScrapeConfig.text(firstStatusPort, interval));
      out.flush();
      return ExitCode.OK.code();
    }
    run(interval, out);
    return ExitCode.OK.code();
  }

  private void run(Duration interval, PrintWriter out) throws InterruptedException {
    Duration silence = PrometheusDuration.parse(silentAfter);
    Duration restart = PrometheusDuration.parse(restartAfter);
    Clock clock = Clock.systemUTC();
    CountDownLatch stopped = new CountDownLatch(1);
    try (PretendedCluster cluster =
            PretendedCluster.start(firstStatusPort, seed, load, clock, System::nanoTime);
        ClusterServer server = ClusterServer.start(cluster, port, interval, clock)) {
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
      out.println("ready: PD at " + server.uri() + ", what else is there at " + server.uri() + "/");
      for (PretendedStore store : cluster.stores()) {
        out.println(
            "  store %-2d %s  %s"
                .formatted(store.id(), store.statusAddress(), store.condition().text()));
      }
      out.flush();
      cluster.stores(Condition.SILENT).forEach(store -> after(silence, store::fallSilent));
      cluster.stores(Condition.RESTARTING).forEach(store -> after(restart, store::restart));
      stopped.await();
    }
  }

  private static void after(Duration delay, Runnable change) {
    if (delay.isPositive()) {
      CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS).execute(change);
    }
  }

  private static void require(String what, Object value, boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
    }
  }
}
