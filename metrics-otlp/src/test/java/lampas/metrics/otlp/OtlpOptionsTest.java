package lampas.metrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.Test;

class OtlpOptionsTest {
  private static final OtlpOptions SHOP = OtlpOptions.forService("shop");

  @Test
  void theDefaultsAreThoseOfACollectorOnThisMachine() {
    assertThat(SHOP)
        .isEqualTo(
            new OtlpOptions(
                URI.create("http://localhost:4318/v1/metrics"),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Map.of(),
                Map.of("service.name", "shop"),
                HistogramForm.CLASSIC,
                10_000));
  }

  @Test
  void everyOptionCanBeChanged() {
    assertThat(
            SHOP.withEndpoint(URI.create("https://otlp.example/v1/metrics"))
                .withInterval(Duration.ofSeconds(15))
                .withTimeout(Duration.ofSeconds(5))
                .withHeader("Authorization", "Bearer secret")
                .withResource("service.instance.id", "a")
                .withHistograms(HistogramForm.NATIVE)
                .withMaximumPoints(7))
        .isEqualTo(
            new OtlpOptions(
                URI.create("https://otlp.example/v1/metrics"),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Map.of("Authorization", "Bearer secret"),
                Map.of("service.name", "shop", "service.instance.id", "a"),
                HistogramForm.NATIVE,
                7));
  }

  @Test
  void whatIsWrongIsSaid() {
    wrong(
        () -> OtlpOptions.forService(" "),
        "OTLP resource: no service.name (expected: the name of the service)");
    wrong(() -> SHOP.withInterval(Duration.ZERO), "OTLP interval: PT0S (expected: > 0)");
    wrong(() -> SHOP.withTimeout(Duration.ofSeconds(-1)), "OTLP timeout: PT-1S (expected: > 0)");
    wrong(() -> SHOP.withMaximumPoints(0), "OTLP points of a request: 0 (expected: > 0)");
    wrong(
        () -> SHOP.withEndpoint(URI.create("grpc://localhost:4317")),
        "OTLP endpoint: scheme \"grpc\" (expected: http://host:port/v1/metrics or https://…)");
    wrong(
        () -> SHOP.withEndpoint(URI.create("localhost")),
        "OTLP endpoint: scheme \"\" (expected: http://host:port/v1/metrics or https://…)");
  }

  @Test
  void secretsAreNotShown() {
    assertThat(
            SHOP.withHeader("Authorization", "Bearer secret")
                .withEndpoint(URI.create("https://user:secret@otlp.example/v1/metrics?key=secret"))
                .toString())
        .doesNotContain("secret")
        .contains("Authorization", "otlp.example");
  }

  private static void wrong(Runnable options, String message) {
    assertThatThrownBy(options::run)
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessage(message);
  }
}
