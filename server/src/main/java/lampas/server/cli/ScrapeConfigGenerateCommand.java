package lampas.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.model.error.ErrorKind;
import lampas.model.time.PrometheusDuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the scrape configuration of some services. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes scrape_configs for Prometheus, vmagent and lampas server, one job a service; a service"
          + " that is named again has one more target.",
      "With --kubernetes: the job that finds annotated pods, and the annotations of each service."
    })
final class ScrapeConfigGenerateCommand implements Callable<Integer> {
  private static final Pattern SERVICE =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\]):([0-9]{1,5})");

  @Parameters(
      arity = "1..*",
      paramLabel = "SERVICE=HOST:PORT",
      description = "What is scraped, such as orchestrator=127.0.0.1:8080.")
  private List<String> targets = List.of();

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      defaultValue = "15s",
      description = "How often. Default: ${DEFAULT-VALUE}.")
  private String interval = "";

  @Option(names = "--kubernetes", description = "By the annotations of pods.")
  private boolean kubernetes;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Map<String, List<String>> services = new LinkedHashMap<>();
    for (String target : targets) {
      add(target, services);
    }
    String every = PrometheusDuration.format(interval());
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        kubernetes
            ? ScrapeConfigText.kubernetes(services, every)
            : ScrapeConfigText.fixed(services, every));
    out.flush();
    return ExitCode.OK.code();
  }

  private Duration interval() {
    try {
      Duration parsed = PrometheusDuration.parse(interval);
      if (parsed.isPositive()) {
        return parsed;
      }
    } catch (IllegalArgumentException unreadable) {
      throw wrong("--interval: " + interval + " (expected: a duration, such as 15s)");
    }
    throw wrong("--interval: " + interval + " (expected: above 0s)");
  }

  private static void add(String target, Map<String, List<String>> services) {
    int equals = target.indexOf('=');
    String service = equals < 0 ? "" : target.substring(0, equals);
    String address = target.substring(equals + 1);
    if (!SERVICE.matcher(service).matches() || !isAddress(address)) {
      throw wrong(
          "target: %s (expected: SERVICE=HOST:PORT, such as orchestrator=127.0.0.1:8080)"
              .formatted(target));
    }
    boolean known = services.values().stream().anyMatch(of -> of.contains(address));
    if (known) {
      throw wrong("target: " + address + " comes twice (expected: once)");
    }
    services.computeIfAbsent(service, name -> new ArrayList<>()).add(address);
  }

  private static boolean isAddress(String text) {
    Matcher parts = ADDRESS.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    int port = Integer.parseInt(parts.group(2));
    return port >= 1 && port <= 65_535;
  }

  private static CommandException wrong(String message) {
    return new CommandException(ErrorKind.USER, message);
  }
}
