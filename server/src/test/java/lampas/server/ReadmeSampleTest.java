package lampas.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import lampas.metrics.Counter;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

/** The sample of the README, compiled, run, and held to the README's text. */
class ReadmeSampleTest {
  @Test
  void theSampleExposesWhatItRecords() throws Exception {
    // README begins
    MetricDefinition orders =
        MetricDefinition.counter("shop_orders_total")
            .help("Orders that were placed.")
            .label("payment", LabelDomain.closed("card", "cash"))
            .build();
    Registry registry = Registry.create();
    Counter byCard = registry.counters(orders).with("card");
    try (Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0))) {
      byCard.increment();
      System.out.println("shop_orders_total is at " + exporter.uri().resolve("/metrics"));
      // README ends
      URI page = exporter.uri().resolve("/metrics");
      String metrics =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
              .body();

      assertThat(metrics.lines()).contains("shop_orders_total{payment=\"card\"} 1");
    }
  }

  @Test
  void theReadmeShowsThisVeryCode() throws Exception {
    String source = Files.readString(Path.of("src/test/java/lampas/server/ReadmeSampleTest.java"));
    String sample =
        source.substring(
            source.indexOf("// README begins\n") + "// README begins\n".length(),
            source.indexOf("      // README ends\n"));

    assertThat(Files.readString(Path.of("../README.md")))
        .contains("```java\n" + sample.stripTrailing().stripIndent() + "\n}\n```");
  }
}
