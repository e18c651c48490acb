package lampas.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import lampas.client.Query;
import lampas.client.QueryTime;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ServicesViewTest {
  private static Map<String, JsonNode> services(FixtureBackend backend) {
    Map<String, JsonNode> byName = new TreeMap<>();
    try (RunningView view = RunningView.over(backend)) {
      RunningView.Answer answer = view.get("services");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      answer
          .json()
          .get("data")
          .get("services")
          .forEach(service -> byName.put(service.get("service").asString(), service));
    }
    return byName;
  }

  private static String info(String service, String instance, String points) {
    return "asdlc_service_info{service=\"%s\",version=\"1.0\",job=\"asdlc\",instance=\"%s\"} %s"
        .formatted(service, instance, points);
  }

  private static String up(String instance, String points) {
    return "up{job=\"asdlc\",instance=\"%s\"} %s".formatted(instance, points);
  }

  @Test
  void aServiceIsUpIfAnInstanceIsAndReports() {
    assertThat(
            services(
                FixtureBackend.of(
                    info("orchestrator", "o:1", "1x40"),
                    info("workers", "w:1", "1x40"),
                    info("workers", "w:2", "1x20 stale"),
                    up("o:1", "1x40"),
                    up("w:1", "1x40"),
                    up("w:2", "1x20 0x19"))))
        .hasToString(
            "{orchestrator={\"service\":\"orchestrator\",\"status\":\"up\","
                + "\"versions\":[\"1.0\"],"
                + "\"instances\":{\"up\":1,\"down\":0,\"unknown\":0},\"ageSeconds\":0.0},"
                + " workers={\"service\":\"workers\",\"status\":\"up\",\"versions\":[\"1.0\"],"
                + "\"instances\":{\"up\":1,\"down\":1,\"unknown\":0},\"ageSeconds\":0.0}}");
  }

  @Test
  void upIsCountedByItsValueSoThatADeadServiceIsDown() {
    JsonNode dead =
        named(
            services(
                FixtureBackend.of(info("workers", "w:1", "1x20 stale"), up("w:1", "1x20 0x19"))),
            "workers");

    assertThat(dead.get("status").asString()).isEqualTo("down");
    assertThat(dead.get("ageSeconds").asDouble()).isBetween(300.0, 315.0);
  }

  @Test
  void whatIsNotScrapedAnyMoreIsUnknownAndNotUp() {
    JsonNode lost =
        named(
            services(
                FixtureBackend.of(info("workers", "w:1", "1x20 stale"), up("w:1", "1x20 stale"))),
            "workers");
    JsonNode late =
        named(
            services(FixtureBackend.of(info("workers", "w:1", "1x20"), up("w:1", "1x20"))),
            "workers");

    assertThat(lost.get("status").asString()).isEqualTo("unknown");
    assertThat(late.get("status").asString()).isEqualTo("unknown");
  }

  @Test
  void anotherServiceOnTheSameAddressDoesNotKeepADeadOneAlive() {
    Map<String, JsonNode> services =
        services(
            FixtureBackend.of(
                info("old", "w:1", "1x20 stale"),
                info("new", "w:1", "_x21 1x19"),
                up("w:1", "1x40")));

    assertThat(named(services, "old").get("status").asString()).isEqualTo("unknown");
    assertThat(named(services, "new").get("status").asString()).isEqualTo("up");
  }

  @Test
  void aServiceThatOnlyTheTargetNamesIsListedWithoutAnAge() {
    JsonNode named =
        services(FixtureBackend.of("up{service=\"workers\",job=\"asdlc\",instance=\"w:1\"} 0x40"))
            .get("workers");

    assertThat(named)
        .hasToString(
            "{\"service\":\"workers\",\"status\":\"down\","
                + "\"instances\":{\"up\":0,\"down\":1,\"unknown\":0},\"ageSeconds\":null,"
                + "\"absent\":{\"reason\":\"no_series\",\"message\":\"no series of"
                + " asdlc_service_info of this service\"}}");
  }

  /* Prometheus looks for the ages of the past every 15 s only, at whole multiples. */
  @Test
  void aServiceThatWasThereForMomentsOnlyIsNotForgotten() {
    Map<String, JsonNode> services = services(brief());

    assertThat(named(services, "brief").get("status").asString()).isEqualTo("down");
    assertThat(named(services, "brief").get("ageSeconds").isNull()).isTrue();
    assertThat(named(services, "brief").get("absent").get("message").asString())
        .isEqualTo("when it last reported is not known to 15 s");
  }

  private static JsonNode named(Map<String, JsonNode> services, String name) {
    return Objects.requireNonNull(services.get(name), name);
  }

  private static FixtureBackend brief() {
    return FixtureBackend.of(
        Duration.ofSeconds(5), info("brief", "w:1", "_ 1 stale"), up("w:1", "0x120"));
  }

  @Test
  void whereNothingReportsTheListIsEmpty() {
    assertThat(services(FixtureBackend.of())).isEmpty();
    assertThat(services(FixtureBackend.of(up("w:1", "1x40")))).isEmpty();
  }

  @Test
  void allQueriesHaveOneTime() {
    FixtureBackend backend = FixtureBackend.of();
    services(backend);

    assertThat(backend.queries()).hasSize(4);
    assertThat(backend.queries().stream().map(Query::time).distinct())
        .containsExactly(new QueryTime.At(RunningView.NOW));
  }
}
