package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.Labels;
import lampas.server.scrape.FamilyMetadata;
import lampas.server.scrape.TargetHealth;
import lampas.server.scrape.TargetStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TargetApiTest {
  private static final TargetStatus SICK =
      target(
          "api",
          TargetHealth.DOWN,
          Optional.of("status 500 (expected: 200)"),
          Optional.of(Instant.parse("2026-11-21T02:43:27.008460743Z")),
          List.of(
              new FamilyMetadata("up_total", MetricKind.COUNTER, "How often.", ""),
              new FamilyMetadata("a_seconds", MetricKind.GAUGE_HISTOGRAM, "", "seconds")));
  private static final TargetStatus NEW =
      target(
          "web",
          TargetHealth.UNKNOWN,
          Optional.empty(),
          Optional.empty(),
          List.of(
              new FamilyMetadata("up_total", MetricKind.COUNTER, "How often.", ""),
              new FamilyMetadata("up_total", MetricKind.UNKNOWN, "", "")));

  private final RunningApi api = RunningApi.scraping(List.of(SICK, NEW));

  @AfterEach
  void close() {
    api.close();
  }

  private static TargetStatus target(
      String pool,
      TargetHealth health,
      Optional<String> error,
      Optional<Instant> lastScrape,
      List<FamilyMetadata> metadata) {
    return new TargetStatus(
        pool,
        URI.create("http://h:1/metrics"),
        Labels.of("instance", "h:1", "job", pool),
        Labels.of("__address__", "h:1"),
        Duration.ofSeconds(15),
        Duration.ofMillis(1500),
        health,
        error,
        lastScrape,
        Duration.ofMillis(lastScrape.isPresent() ? 250 : 0),
        metadata);
  }

  private static final String SICK_JSON =
      """
      {"discoveredLabels":{"__address__":"h:1"},"labels":{"instance":"h:1","job":"api"},\
      "scrapePool":"api","scrapeUrl":"http://h:1/metrics","globalUrl":"http://h:1/metrics",\
      "lastError":"status 500 (expected: 200)","lastScrape":"2026-11-21T02:43:27.008460743Z",\
      "lastScrapeDuration":0.25,"health":"down","scrapeInterval":"15s","scrapeTimeout":"1s500ms"}\
      """;
  private static final String NEW_JSON =
      """
      {"discoveredLabels":{"__address__":"h:1"},"labels":{"instance":"h:1","job":"web"},\
      "scrapePool":"web","scrapeUrl":"http://h:1/metrics","globalUrl":"http://h:1/metrics",\
      "lastError":"","lastScrape":"0001-01-01T00:00:00Z",\
      "lastScrapeDuration":0.0,"health":"unknown","scrapeInterval":"15s",\
      "scrapeTimeout":"1s500ms"}\
      """;

  private static String targets(String active) {
    return "{\"status\":\"success\",\"data\":{\"activeTargets\":[%s],\"droppedTargets\":[]}}"
        .formatted(active);
  }

  @Test
  void allTargetsWithTheirState() {
    assertThat(api.body("/api/v1/targets")).isEqualTo(targets(SICK_JSON + "," + NEW_JSON));
    assertThat(api.body("/api/v1/targets", "state", "Active"))
        .isEqualTo(targets(SICK_JSON + "," + NEW_JSON));
  }

  @Test
  void targetsOfOneStateOrPool() {
    assertThat(api.body("/api/v1/targets", "state", "dropped")).isEqualTo(targets(""));
    assertThat(api.body("/api/v1/targets", "scrapePool", "web")).isEqualTo(targets(NEW_JSON));
  }

  @Test
  void metadataOfAllFamiliesEachVersionOnce() {
    assertThat(api.body("/api/v1/metadata"))
        .isEqualTo(
            """
            {"status":"success","data":{\
            "a_seconds":[{"type":"gaugehistogram","help":"","unit":"seconds"}],\
            "up_total":[{"type":"counter","help":"How often.","unit":""},\
            {"type":"unknown","help":"","unit":""}]}}\
            """);
  }

  @Test
  void metadataOfOneFamilyOrOfAFew() {
    assertThat(api.body("/api/v1/metadata", "limit", "1"))
        .isEqualTo(
            """
            {"status":"success","data":{\
            "a_seconds":[{"type":"gaugehistogram","help":"","unit":"seconds"}]}}\
            """);
    assertThat(api.body("/api/v1/metadata", "metric", "up_total", "limit_per_metric", "1"))
        .isEqualTo(
            """
            {"status":"success","data":{\
            "up_total":[{"type":"counter","help":"How often.","unit":""}]}}\
            """);
    assertThat(api.body("/api/v1/metadata", "metric", "nope"))
        .isEqualTo(
            """
            {"status":"success","data":{}}\
            """);
    assertThat(api.answer("/api/v1/metadata", "limit", "x"))
        .isEqualTo(
            """
            400 {"status":"error","errorType":"bad_data",\
            "error":"invalid parameter \\"limit\\": cannot parse \\"x\\" to an integer"}\
            """);
  }

  @Test
  void buildInfoNamesLampasAndItsVersion() {
    assertThat(api.body("/api/v1/status/buildinfo"))
        .isEqualTo(
            """
            {"status":"success","data":{"application":"Lampas","version":"1.2.3","revision":"abc",\
            "branch":"","buildUser":"","buildDate":"","goVersion":""}}\
            """);
  }

  @Test
  void theServerIsHealthyBeforeItIsReady() {
    assertThat(api.answer("/-/ready")).isEqualTo("200 Lampas is ready.\n");
    api.notReady();
    assertThat(api.answer("/-/healthy")).isEqualTo("200 Lampas is healthy.\n");
    assertThat(api.answer("/-/ready")).isEqualTo("503 Lampas is not ready yet.\n");
  }
}
