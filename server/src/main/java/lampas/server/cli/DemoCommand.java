package lampas.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import lampas.model.time.PrometheusDuration;
import lampas.server.demo.Demo;
import lampas.server.demo.DemoSettings;
import lampas.server.demo.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the loop closing on live numbers, and proves that it did. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a shop, a metadata store and an agent platform, loads on all of them and a server"
          + " that scrapes them, all on loopback, and shows live numbers until Ctrl-C.",
      "At the end every series is compared at every station: sent = recorded = exposed = stored ="
          + " queried. Any difference makes the exit code 1."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Stop after this time. Default: at Ctrl-C.")
  private @Nullable String duration;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description =
          "Send so many requests and no more; without --for, go on serving afterwards."
              + " Default: no limit.")
  private @Nullable Integer requests;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Requests a second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--server-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port of the Lampas server. Default: a free one.")
  private int serverPort;

  @Option(
      names = "--exporter-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port of the shop's metrics. Default: a free one.")
  private int exporterPort;

  @Option(
      names = "--shop-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port of the shop. Default: a free one.")
  private int shopPort;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.onlyTrouble();
    DemoSettings settings =
        new DemoSettings(
            serverPort,
            exporterPort,
            shopPort,
            rate,
            requests == null ? OptionalInt.empty() : OptionalInt.of(requests),
            Optional.ofNullable(duration).map(PrometheusDuration::parse),
            Examples.jar("metastore"),
            Examples.jar("agents"));
    PrintWriter out = spec.commandLine().getOut();
    try (Demo demo = Demo.start(settings, Clock.systemUTC())) {
      introduce(demo, out);
      ConcludeAtExit atExit =
          new ConcludeAtExit(() -> conclude(demo, out), spec.commandLine().getErr());
      showLiveNumbers(demo, settings.duration(), out);
      int code = atExit.concludeNow();
      if (settings.duration().isEmpty()) {
        /* The load was bounded by a number of requests. */
        out.println("Serving on until Ctrl-C.");
        out.flush();
        Thread.currentThread().join();
      }
      return code;
    }
  }

  private static void introduce(Demo demo, PrintWriter out) {
    out.printf(
        """
        Services under load, and every number that they count, followed through the loop:

          a shop (HTTP service, worker pool)     %s
          its metrics, scraped every second      %s
        %s  lampas: page, PromQL, HTTP API         %s

        Ask it something while it runs:
          ./lampas query 'sum by (status) (demo_http_requests_total)' --url %s

        """,
        demo.shop(), demo.metrics(), neighbours(demo), demo.server(), demo.server());
    out.flush();
  }

  private static String neighbours(Demo demo) {
    if (demo.neighbours().isEmpty()) {
      return "  left out: the examples are not packaged here (./lampas in a checkout does it)\n";
    }
    return demo.neighbours().stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }

  private static void showLiveNumbers(Demo demo, Optional<Duration> limit, PrintWriter out) {
    long start = System.nanoTime();
    out.println(
        "    time     sent  queried  requests/s        p99   errors   (all but sent by PromQL)");
    while (!demo.loadIsDone()) {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      Duration passed = Duration.ofNanos(System.nanoTime() - start);
      out.printf(
          Locale.ROOT,
          "%7ds %8d %8s %11s %10s %8s%n",
          passed.toSeconds(),
          demo.sent(),
          demo.value("sum(demo_http_requests_total)").map(sum -> "%.0f".formatted(sum)).orElse("-"),
          demo.value("sum(rate(demo_http_requests_total[5s]))")
              .map(DemoCommand::short1)
              .orElse("-"),
          demo.value(
                  "histogram_quantile(0.99,"
                      + " sum by (le) (rate(demo_http_request_duration_seconds_bucket[5s])))")
              .map(seconds -> short1(seconds * 1_000) + " ms")
              .orElse("-"),
          demo.value(
                  "sum(rate(demo_http_errors_total[5s]))"
                      + " / sum(rate(demo_http_requests_total[5s]))")
              .map(share -> short1(share * 100) + " %")
              .orElse("-"));
      out.flush();
      if (limit.isPresent() && passed.compareTo(limit.get()) >= 0) {
        return;
      }
    }
  }

  private static int conclude(Demo demo, PrintWriter out) throws IOException, InterruptedException {
    Logging.targetsMayEnd();
    Verdict verdict = demo.conclude();
    out.println();
    out.println(verdict.table());
    verdict.checks().forEach(out::println);
    out.println();
    out.print(verdict.differences());
    out.println(verdict.holds() ? "the loop is closed" : "the loop is NOT closed");
    out.flush();
    return (verdict.holds() ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
  }

  private static String short1(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
