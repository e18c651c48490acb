package lampas.server.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import lampas.client.Backend;
import lampas.client.embedded.EmbeddedBackend;
import lampas.metrics.Registry;
import lampas.model.label.Labels;
import lampas.model.series.SampleBatch;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.syntax.ParserOptions;
import lampas.server.http.HttpServer;
import lampas.server.http.HttpSettings;
import lampas.server.proxy.upstream.AddressFilter;
import lampas.server.proxy.upstream.BackendUpstream;
import lampas.server.view.ViewSettings;
import lampas.store.Store;
import lampas.store.StoreOptions;
import org.junit.jupiter.api.Test;

/** The gateway over the engine of this process, held to the page's sample and list of attempts. */
class EmbeddedGatewayTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
  private static final Path ESCAPES =
      Path.of("../acceptance/src/test/resources/lampas/acceptance/gateway/escapes.txt");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void noAttemptShowsWhatTheOtherTenantHas() throws Exception {
    /* All experiments are allowed: nothing is safe only because it is refused. */
    GatewaySettings settings =
        new GatewaySettings(
            List.of(RunningGateway.access("a", limits -> limits)),
            ParserOptions.defaults(),
            AuditSettings.none(),
            1 << 20,
            ViewSettings.defaults());
    Registry registry = Registry.create();
    Backend backend = EmbeddedBackend.of(Engine.create(EngineOptions.defaults()), store(), clock);
    try (HttpServer server = start(settings, backend, registry)) {
      assertThat(ask(server.uri(), "/api/v1/query?query=shared").body()).contains("\"1\"");
      List<String> leaks = new ArrayList<>();
      for (String line : Files.readAllLines(ESCAPES)) {
        if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("GET")) {
          String text = RunningGateway.encode(line.replace('⏎', '\n'));
          for (String target :
              List.of("/api/v1/query?query=" + text, "/api/v1/series?match%5B%5D=" + text)) {
            var answer = ask(server.uri(), target);
            boolean rival = answer.body().contains("rival") && !line.contains("rival");
            if (answer.statusCode() >= 500
                || (answer.statusCode() == 200 && (rival || answer.body().contains("\"7777\"")))) {
              leaks.add(line + " gave " + answer.statusCode() + " " + answer.body());
            }
          }
        }
      }
      assertThat(leaks).isEmpty();
    }
  }

  private HttpServer start(GatewaySettings settings, Backend backend, Registry registry) {
    // Page begins
    Gateway gateway =
        Gateway.create(
            settings,
            BackendUpstream.of(backend),
            AddressFilter.none(),
            registry,
            clock,
            System::nanoTime);
    return HttpServer.start(HttpSettings.defaults(), gateway.endpoints(), gateway.observer());
    // Page ends
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/server/proxy/EmbeddedGatewayTest.java"));
    String sample =
        source.substring(
            source.indexOf("// Page begins\n") + "// Page begins\n".length(),
            source.indexOf("    // Page ends\n"));

    assertThat(Files.readString(Path.of("../docs/gateway.md")))
        .contains("```java\n" + sample.stripTrailing().stripIndent() + "\n```");
  }

  private java.net.http.HttpResponse<String> ask(URI base, String target) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(base + target))
            .header("Authorization", "Bearer token-a")
            .build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private Store store() {
    Store store = Store.open(StoreOptions.anyAge(), clock);
    try (SampleBatch batch = store.batch()) {
      append(store, batch, 1, "__name__", "shared", "tenant", "a", "kind", "x");
      append(store, batch, 7777, "__name__", "shared", "tenant", "b", "kind", "x", "site", "rival");
      append(store, batch, 7777, "__name__", "only_b", "tenant", "b", "site", "rival");
      append(store, batch, 7777, "__name__", "target_info", "tenant", "b", "site", "rival");
      append(store, batch, 7777, "__name__", "b_info", "tenant", "b", "site", "rival");
      append(store, batch, 1, "__name__", "up", "tenant", "a");
      append(store, batch, 7777, "__name__", "up", "tenant", "b", "site", "rival");
      batch.commit();
    }
    return store;
  }

  private static void append(Store store, SampleBatch batch, double value, String... labels) {
    Labels.Builder all = Labels.builder().add("instance", "i").add("job", "j");
    for (int i = 0; i < labels.length; i += 2) {
      all.add(labels[i], labels[i + 1]);
    }
    batch.append(store.resolve(all.build()), NOW.toEpochMilli() - 1000, value);
  }
}
