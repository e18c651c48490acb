package lampas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lampas.server.config.ConfigurationLoader;
import lampas.server.config.ServerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedServerTest {
  private static final String LOOPBACK = "server: {listen: \"127.0.0.1:0\"}\n";

  @TempDir private Path folder;

  @Test
  void theApiAnswersFromTheFilesInTheDialectOfTheConfiguration() throws Exception {
    Path first =
        Files.writeString(
            folder.resolve("1.om"), "old{a=\"1\"} 2 100\nold{a=\"1\"} 3 160\n# EOF\n");
    Path second = Files.writeString(folder.resolve("2.om"), "other 4 100\n# EOF\n");
    List<String> reports = new ArrayList<>();
    try (LampasServer server =
        LampasServer.startLoaded(
            configuration(LOOPBACK + "query: {dialect: prometheus-2}\n"),
            List.of(first, second),
            (file, loaded) -> reports.add(file.getFileName() + " " + loaded.samples()),
            Clock.systemUTC())) {
      assertThat(reports).containsExactly("1.om 2", "2.om 1");
      assertThat(get(server, "/api/v1/query?time=160&query=count_over_time(old%5B1m%5D)"))
          .isEqualTo(
              "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
                  + "[{\"metric\":{\"a\":\"1\"},\"value\":[160,\"2\"]}]}}");
      assertThat(get(server, "/api/v1/label/__name__/values"))
          .isEqualTo("{\"status\":\"success\",\"data\":[\"old\",\"other\"]}");
      assertThat(get(server, "/api/v1/query?time=160&query=mad_over_time(old%5B1m%5D)"))
          .contains("unknown function with name \\\"mad_over_time\\\"");
      assertThat(get(server, "/api/v1/targets")).contains("\"activeTargets\":[]");
    }
  }

  @Test
  void nothingCanBeScrapedBesideLoadedFiles() {
    String scraping =
        LOOPBACK + "scrape_configs: [{job_name: a, static_configs: [{targets: [\"b:1\"]}]}]\n";
    assertThatThrownBy(() ->
            LampasServer.startLoaded(
                configuration(scraping),
                List.of(folder.resolve("any")),
                (file, loaded) -> {},
                Clock.systemUTC()))
        .hasMessage("scrape_configs: 1 jobs (expected: none beside loaded files)");
  }

  private static ServerConfiguration configuration(String yaml) {
    return ConfigurationLoader.text("test", yaml, Path.of("")).load();
  }

  private static String get(LampasServer server, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create(server.address() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
