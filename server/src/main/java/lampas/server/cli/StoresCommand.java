package lampas.server.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lampas.client.ClientException;
import lampas.client.tikv.ClusterSnapshot;
import lampas.client.tikv.Finding;
import lampas.client.tikv.HealthSettings;
import lampas.client.tikv.HealthTracker;
import lampas.client.tikv.PdDirectory;
import lampas.client.tikv.PdSettings;
import lampas.client.tikv.SnapshotSettings;
import lampas.client.tikv.Store;
import lampas.client.tikv.StoreDirectory;
import lampas.client.tikv.TikvCluster;
import lampas.model.label.LabelNames;
import lampas.model.label.Matcher;
import lampas.model.time.PrometheusDuration;
import lampas.server.cli.stores.StoresJson;
import lampas.server.cli.stores.StoresTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what the stores of a TiKV cluster do, and what is wrong with them. */
@Command(
    name = "stores",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the stores of a TiKV cluster: what they do, why a value is absent, what is wrong.",
      "The exit code is 1 if anything is wrong."
    })
final class StoresCommand implements Callable<Integer> {
  private static final Duration PD_LIMIT = PdSettings.defaults().timeout();

  @Option(
      names = "--pd",
      paramLabel = "URL",
      split = ",",
      description = "PD, which knows the stores, for example http://pd-0:2379. May come again.")
  private List<String> pd = new ArrayList<>();

  @Option(
      names = "--store",
      paramLabel = "ID=ADDRESS",
      description =
          "The status address of a store as Prometheus's label instance has it. Without --pd these"
              + " are all stores, with it they win over what PD says. May come again.")
  private List<String> given = new ArrayList<>();

  @Option(
      names = "--match",
      paramLabel = "LABEL=VALUE",
      description =
          "A label that all series have, where the backend holds several clusters. May come again.")
  private List<String> match = new ArrayList<>();

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      defaultValue = "1m",
      description =
          "Of rates and quantiles; four scrapes should fit into it. Older samples are stale."
              + " Default: ${DEFAULT-VALUE}.")
  private String window = "";

  @Option(names = "--json", description = "Print JSON, one line a snapshot.")
  private boolean json;

  @Option(
      names = "--watch",
      description =
          "Look again and again, until Ctrl-C; what is wrong then fires after its grace period.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      defaultValue = "15s",
      description = "How often --watch looks. Default: ${DEFAULT-VALUE}.")
  private String interval = "";

  @Option(
      names = "--count",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description =
          "How often --watch looks before it ends; 0 for ever. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Mixin private BackendOptions backend = new BackendOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Duration rest = BackendOptions.timeout(interval);
    if (count < 0) {
      throw new IllegalArgumentException("count: " + count + " (expected: 0 or more)");
    }
    Duration limit = backend.limit();
    Duration range = PrometheusDuration.parse(window);
    SnapshotSettings settings =
        SnapshotSettings.defaults()
            .withWindow(range)
            .withStaleAfter(range)
            .withDeadline(limit)
            .withMatchers(matchers());
    Clock clock = Clock.systemUTC();
    TikvCluster cluster = TikvCluster.of(backend.client(), directory(limit), settings, clock);
    HealthTracker tracker = HealthTracker.of(HealthSettings.defaults(), clock);
    if (!watch) {
      ClusterSnapshot snapshot = cluster.snapshot();
      List<Finding> findings = tracker.observe(snapshot);
      show(snapshot, findings);
      return exitCode(findings.stream().anyMatch(Finding::isProblem));
    }
    List<Finding> findings = List.of();
    for (int i = 1; count == 0 || i <= count; i++) {
      findings = look(cluster, tracker);
      if (i != count) {
        Thread.sleep(rest);
      }
    }
    return exitCode(
        findings.stream()
            .anyMatch(finding -> finding.isProblem() && finding.state() == Finding.State.FIRING));
  }

  private List<Finding> look(TikvCluster cluster, HealthTracker tracker) {
    try {
      ClusterSnapshot snapshot = cluster.snapshot();
      List<Finding> findings = tracker.observe(snapshot);
      if (!json) {
        print(snapshot.time() + "\n");
      }
      show(snapshot, findings);
      return findings;
    } catch (ClientException failed) {
      List<Finding> findings = tracker.observeFailure(failed.getMessage());
      PrintWriter errors = spec.commandLine().getErr();
      errors.println("lampas: " + StoresTable.printable(failed.getMessage()));
      errors.flush();
      print(
          json
              ? StoresJson.ofFailure(failed.getMessage(), findings) + "\n"
              : StoresTable.findings(findings) + "\n");
      return findings;
    }
  }

  private void show(ClusterSnapshot snapshot, List<Finding> findings) {
    print(
        json
            ? StoresJson.of(snapshot, findings) + "\n"
            : StoresTable.of(snapshot, findings) + (watch ? "\n" : ""));
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private static int exitCode(boolean problem) {
    return (problem ? ExitCode.CHECK_FAILED : ExitCode.OK).code();
  }

  private StoreDirectory directory(Duration limit) {
    Map<String, String> addresses = pairs("store", given, "ID=ADDRESS");
    if (pd.isEmpty()) {
      if (addresses.isEmpty()) {
        throw new IllegalArgumentException(
            "stores: none (expected: --pd URL or --store ID=ADDRESS)");
      }
      return StoreDirectory.of(
          addresses.entrySet().stream()
              .map(store -> Store.at(store.getKey(), store.getValue()))
              .toList());
    }
    List<URI> endpoints = pd.stream().map(BackendOptions::url).toList();
    Duration each = limit.compareTo(PD_LIMIT) < 0 ? limit : PD_LIMIT;
    HttpClient http = HttpClient.newBuilder().connectTimeout(each).build();
    StoreDirectory known = PdDirectory.of(http, endpoints, PdSettings.defaults().withTimeout(each));
    return addresses.isEmpty() ? known : known.withStatusAddresses(addresses);
  }

  private Matcher[] matchers() {
    return pairs("match", match, "LABEL=VALUE").entrySet().stream()
        .map(pair -> {
          if (!LabelNames.isLegacyLabelName(pair.getKey())) {
            throw new IllegalArgumentException(
                "match: \""
                    + pair.getKey()
                    + "\" (expected: a label name, [a-zA-Z_][a-zA-Z0-9_]*)");
          }
          return Matcher.equal(pair.getKey(), pair.getValue());
        })
        .toArray(Matcher[]::new);
  }

  private static Map<String, String> pairs(String what, List<String> texts, String expected) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals <= 0 || equals == text.length() - 1) {
        throw new IllegalArgumentException(
            what + ": \"" + text + "\" (expected: " + expected + ")");
      }
      if (pairs.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            what + ": \"" + text.substring(0, equals) + "\" comes twice (expected: once)");
      }
    }
    return pairs;
  }
}
