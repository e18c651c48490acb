package lampas.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;

/**
 * The same queries on the same 100,000 series, warm, to all that run side by side: the server over
 * HTTP, the engine in this process, Prometheus and VictoriaMetrics.
 *
 * <p>Arguments: {@code process}, {@code lampas}, {@code prometheus}, {@code victoria-metrics} for
 * fewer of them, and a regular expression behind {@code --only=} for fewer queries. No step falls
 * on the time of a sample, so that windows open and closed on the left hold the same.
 */
final class QueryBenchmark {
  private static final String LAMPAS = "lampas";
  private static final String PROCESS = "process";
  private static final String PROMETHEUS = "prometheus";
  private static final String VICTORIA_METRICS = "victoria-metrics";
  private static final String ONLY = "--only=";
  private static final long BEYOND_SAMPLES_MILLIS = 7_000;

  /* Enough runs for a median, but not minutes of a slow query. */
  private static final int LEAST_RUNS = 3;
  private static final int MOST_RUNS = 11;
  private static final Duration ENOUGH = Duration.ofMillis(1500);

  private final Set<String> wanted;
  private final Pattern only;
  private final QueryData data;
  private final Path folder;
  private final List<ServerProcess> servers = new ArrayList<>();
  private final Map<String, QueryPeer> peers = new LinkedHashMap<>();

  private QueryBenchmark(Set<String> wanted, Pattern only) throws IOException {
    this.wanted = wanted;
    this.only = only;
    this.data = new QueryData(System.currentTimeMillis() - Duration.ofMinutes(2).toMillis());
    this.folder = Files.createTempDirectory("lampas-benchmark");
  }

  static void run(String... arguments) throws Exception {
    Set<String> wanted = new TreeSet<>(Arrays.asList(arguments));
    wanted.removeIf(argument -> argument.startsWith(ONLY));
    if (wanted.isEmpty()) {
      wanted.addAll(List.of(LAMPAS, PROCESS, PROMETHEUS, VICTORIA_METRICS));
    }
    String only =
        Stream.of(arguments)
            .filter(argument -> argument.startsWith(ONLY))
            .map(argument -> argument.substring(ONLY.length()))
            .findFirst()
            .orElse(".*");
    QueryBenchmark benchmark = new QueryBenchmark(wanted, Pattern.compile(only));
    try {
      benchmark.load();
      benchmark.measure();
    } finally {
      benchmark.close();
    }
  }

  private void load() throws Exception {
    long begun = System.nanoTime();
    List<URI> receivers = new ArrayList<>();
    if (wanted.contains(PROMETHEUS)) {
      ServerProcess server = add(ServerProcess.prometheusReceiver(folder));
      peers.put(PROMETHEUS, new QueryPeer.Http("Prometheus", server.base().resolve("/")));
      receivers.add(server.base().resolve("/api/v1/write"));
    }
    if (wanted.contains(VICTORIA_METRICS)) {
      ServerProcess server = add(ServerProcess.victoriaMetrics(folder));
      URI base = server.base().resolve("/prometheus/");
      peers.put(VICTORIA_METRICS, new QueryPeer.Http("VictoriaMetrics", base));
      receivers.add(server.base().resolve("/api/v1/write"));
    }
    for (ServerProcess server : servers) {
      server.awaitReady();
    }
    QueryLoad.remoteWrite(data, receivers);
    if (wanted.contains(LAMPAS)) {
      Path file = QueryLoad.openMetrics(data, folder);
      ServerProcess server = add(ServerProcess.lampasLoaded(folder, file));
      server.awaitReady();
      Files.delete(file);
      peers.put(LAMPAS, new QueryPeer.Http("lampas", server.base().resolve("/")));
    }
    if (wanted.contains(PROCESS)) {
      Engine engine = Engine.create(EngineOptions.defaults());
      peers.put(PROCESS, new QueryPeer.InProcess(engine, QueryLoad.store(data)));
    }
    System.out.printf(
        "%d series, %d samples each, loaded in %d s%n",
        data.series(), QueryData.SAMPLES, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
  }

  private ServerProcess add(ServerProcess server) {
    servers.add(server);
    return server;
  }

  private void measure() throws Exception {
    long end = data.time(QueryData.SAMPLES - 1) + BEYOND_SAMPLES_MILLIS;
    QueryReport report = new QueryReport(List.copyOf(peers.keySet()));
    List<QueryCase> cases =
        QueryCase.all(end).filter(query -> only.matcher(query.name()).find()).toList();
    for (QueryCase query : cases) {
      Map<String, Double> millis = new LinkedHashMap<>();
      for (Map.Entry<String, QueryPeer> peer : peers.entrySet()) {
        millis.put(peer.getKey(), medianMillis(peer.getValue(), query));
      }
      Optional<PeakHeap> heap = Optional.empty();
      QueryPeer process = peers.get(PROCESS);
      if (process != null) {
        heap = Optional.of(PeakHeap.of(() -> process.answer(query)));
      }
      report.add(new QueryReport.Row(query, millis, heap, disagreements(query)));
    }
    report.conclude();
  }

  /* The first run is not counted. */
  private static double medianMillis(QueryPeer peer, QueryCase query) throws IOException {
    List<Long> nanos = new ArrayList<>();
    long total = 0;
    while (nanos.size() < MOST_RUNS + 1
        && (nanos.size() < LEAST_RUNS + 1 || total < ENOUGH.toNanos())) {
      long begun = System.nanoTime();
      peer.ask(query);
      long took = System.nanoTime() - begun;
      nanos.add(took);
      total += took;
    }
    return QueryReport.median(nanos.stream().skip(1).map(took -> took / 1e6).toList());
  }

  /* VictoriaMetrics computes rates otherwise, so that only the number of series is compared. */
  private String disagreements(QueryCase query) {
    if (!peers.containsKey(PROMETHEUS)) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    var expected = peers.get(PROMETHEUS).answer(query);
    peers.forEach((key, peer) -> {
      if (key.equals(LAMPAS) || key.equals(PROCESS)) {
        AnswerComparison.difference(peer.answer(query), expected)
            .map(difference -> difference.substring(0, Math.min(300, difference.length())))
            .ifPresent(difference -> out.append(key).append(": ").append(difference));
      } else if (key.equals(VICTORIA_METRICS)) {
        int series = AnswerComparison.series(peer.answer(query));
        if (series != AnswerComparison.series(expected)) {
          out.append(key).append(": ").append(series).append(" series");
        }
      }
    });
    return out.toString();
  }

  private void close() throws IOException {
    servers.forEach(ServerProcess::close);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
