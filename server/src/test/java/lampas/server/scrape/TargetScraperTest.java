package lampas.server.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.Labels;
import lampas.model.series.TimeRange;
import lampas.server.config.ScrapeJob;
import lampas.server.config.ScrapeLimits;
import lampas.server.config.ScrapeProtocol;
import lampas.server.config.TargetGroup;
import lampas.server.exemplar.ExemplarStore;
import lampas.server.exemplar.StoredExemplar;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TargetScraperTest {
  private final FakeTarget target = new FakeTarget();
  private final MemorySink sink = new MemorySink();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ScrapeCounters counters = new ScrapeCounters();
  private final ExemplarStore exemplars = ExemplarStore.of(10);
  private TargetScraper scraper = scraper(job -> job);

  @AfterEach
  void stop() {
    client.close();
    target.close();
  }

  @Test
  void samplesGetTheLabelsOfTheTargetAndTheTimeOfTheScrape() {
    target.exposes("a 1\nb{c=\"d\"} 2\n");
    scrape(1000);
    assertThat(samples("a")).isEqualTo("[1@1000]");
    assertThat(samples("b", "c", "d")).isEqualTo("[2@1000]");
    assertThat(samples("up")).isEqualTo("[1@1000]");
    assertThat(samples("scrape_samples_scraped")).isEqualTo("[2@1000]");
    assertThat(samples("scrape_samples_post_metric_relabeling")).isEqualTo("[2@1000]");
    assertThat(samples("scrape_series_added")).isEqualTo("[2@1000]");
    assertThat(samples("scrape_duration_seconds")).matches("\\[0\\.\\d+@1000]");
    assertThat(sink.names()).hasSize(7);
  }

  @Test
  void openMetricsIsReadAsWhatItIs() {
    target.exposes(
        "application/openmetrics-text; version=1.0.0; charset=utf-8",
        "# TYPE a counter\na_total 1 # {t=\"x\"} 1\n# EOF\n");
    scrape(1000);
    assertThat(samples("a_total")).isEqualTo("[1@1000]");
    target.exposes("application/openmetrics-text", "a_total 2\n");
    scrape(2000);
    assertThat(error()).contains("2:1: end of body (expected: # EOF)");
    assertThat(samples("a_total")).isEqualTo("[1@1000, stale@2000]");
  }

  @Test
  void exemplarsOfStoredSamplesAreKept() {
    String type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    target.exposes(type, "# TYPE a counter\na_total{b=\"c\"} 1 # {t=\"x\"} 0.5\n# EOF\n");
    scrape(1000);
    scrape(2000);
    target.exposes(type, "a_total 1 # {t=\"y\"} 0.5 1.5\nbroken\n");
    scrape(3000);
    target.exposes(
        type,
        "# TYPE a counter\na_total{b=\"c\"} 1\na_total{b=\"c\"} 2 # {t=\"z\"} 0.5 9\n# EOF\n");
    scrape(4000);

    assertThat(exemplars.select(List.of(List.of()), TimeRange.all()).values())
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .singleElement()
        .satisfies(kept -> {
          StoredExemplar exemplar = (StoredExemplar) kept;
          assertThat(exemplar.series().value("zone")).contains("z");
          assertThat(exemplar.series().value("b")).contains("c");
          assertThat(exemplar.labels()).isEqualTo(Labels.of("t", "x"));
          assertThat(exemplar.value()).isEqualTo(0.5);
          assertThat(exemplar.timeMillis()).isEqualTo(1000);
        });
  }

  @Test
  void aRequestSaysWhatItWantsAndWhoSendsIt() {
    scraper = scraper(job -> job.timeout(Duration.ofMillis(4500)));
    target.exposes("");
    scrape(1000);
    FakeTarget.Request request = target.requests().getFirst();
    assertThat(request.pathAndQuery()).isEqualTo("/metrics");
    assertThat(request.header("Accept"))
        .isEqualTo(
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                + "application/openmetrics-text;version=0.0.1;q=0.5,"
                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2");
    assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
    assertThat(request.header("User-Agent")).isEqualTo("lampas/1.2.3");
    assertThat(request.header("X-Prometheus-Scrape-Timeout-Seconds")).isEqualTo("4.5");
    assertThat(request.headers()).doesNotContainKeys("Upgrade", "Authorization");
  }

  @Test
  void withoutCompressionNoneIsAskedFor() {
    scraper = scraper(job -> job.compression(false));
    target.exposes("");
    scrape(1000);
    assertThat(target.requests().getFirst().header("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void aSeriesThatDisappearsBecomesStaleOnce() {
    target.exposes("a 1\nb 2\n");
    scrape(1000);
    target.exposes("b 3\n");
    scrape(2000);
    scrape(3000);
    assertThat(samples("a")).isEqualTo("[1@1000, stale@2000]");
    assertThat(samples("b")).isEqualTo("[2@1000, 3@2000, 3@3000]");
    target.exposes("a 4\nb 5\n");
    scrape(4000);
    assertThat(samples("a")).isEqualTo("[1@1000, stale@2000, 4@4000]");
    assertThat(samples("scrape_series_added")).isEqualTo("[2@1000, 0@2000, 0@3000, 1@4000]");
  }

  @Test
  void aFailedScrapeMakesAllSeriesStaleAndStoresNothingElse() {
    target.exposes("a 1\nb 2\n");
    scrape(1000);
    target.exposes("a 3\nc 4\nb 5 6 7\n");
    scrape(2000);
    scrape(3000);
    assertThat(samples("a")).isEqualTo("[1@1000, stale@2000]");
    assertThat(samples("b")).isEqualTo("[2@1000, stale@2000]");
    assertThat(samples("c")).isEqualTo("[]");
    assertThat(samples("up")).isEqualTo("[1@1000, 0@2000, 0@3000]");
    assertThat(error()).contains("3:7: \"7\" (expected: end of line)");
    target.exposes("a 8\n");
    scrape(4000);
    assertThat(samples("a")).isEqualTo("[1@1000, stale@2000, 8@4000]");
    assertThat(error()).isEmpty();
  }

  @Test
  void samplesWithTheirOwnTimeDoNotBecomeStale() {
    target.exposes("a 1 500\nb 2\n");
    scrape(1000);
    target.exposes("b 3 1500\n");
    scrape(2000);
    assertThat(samples("a")).isEqualTo("[1@500]");
    assertThat(samples("b")).isEqualTo("[2@1000, 3@1500, stale@2000]");
  }

  @Test
  void samplesWithTheirOwnTimeBecomeStaleWhereThatIsTracked() {
    scraper = scraper(job -> job.trackTimestampsStaleness(true));
    target.exposes("a 1 500\n");
    scrape(1000);
    target.exposes("");
    scrape(2000);
    assertThat(samples("a")).isEqualTo("[1@500, stale@2000]");
  }

  @Test
  void theirOwnTimeMayBeIgnored() {
    scraper = scraper(job -> job.honorTimestamps(false));
    target.exposes("a 1 500\n");
    scrape(1000);
    assertThat(samples("a")).isEqualTo("[1@1000]");
  }

  @Test
  void clashingLabelsAreRenamedUnlessTheyAreHonored() {
    target.exposes("a{job=\"x\"} 1\n");
    scrape(1000);
    assertThat(samples("a", "exported_job", "x")).isEqualTo("[1@1000]");
    scraper = scraper(job -> job.honorLabels(true));
    scrape(2000);
    assertThat(sink.samples("__name__", "a", "job", "x", "instance", target.address(), "zone", "z"))
        .isEqualTo("[1@2000]");
  }

  @Test
  void refusedSamplesAreCountedAndTheRestIsStored() {
    target.exposes("a 1\nb 1\nc 1 5000\n");
    scrape(5000);
    target.exposes("a 1\na 2\nb 2 4000\nc 2 5000\nd 1\n");
    scrape(6000);
    assertThat(samples("a")).isEqualTo("[1@5000, 1@6000]");
    assertThat(samples("b")).isEqualTo("[1@5000, stale@6000]");
    assertThat(samples("c")).isEqualTo("[1@5000]");
    assertThat(samples("d")).isEqualTo("[1@6000]");
    assertThat(samples("up")).isEqualTo("[1@5000, 1@6000]");
    assertThat(samples("scrape_samples_scraped")).isEqualTo("[3@5000, 5@6000]");
    ScrapeTotals totals = counters.totals();
    assertThat(totals.outOfOrder()).isEqualTo(1);
    assertThat(totals.duplicates()).isEqualTo(2);
    assertThat(totals.scrapes()).isEqualTo(2);
    assertThat(totals.failures()).isZero();
  }

  @Test
  void aSeriesThatTheSinkRemovedIsLookedUpAgain() {
    target.exposes("a 1\n");
    scrape(1000);
    scrape(2000);
    assertThat(sink.resolved()).isEqualTo(6);
    sink.removeAll();
    scrape(3000);
    assertThat(samples("a")).isEqualTo("[1@3000]");
    assertThat(samples("up")).isEqualTo("[1@3000]");
    assertThat(sink.resolved()).isEqualTo(12);
  }

  @Test
  void moreSamplesThanAllowedFailTheScrape() {
    scraper = scraper(job -> job.limits(limits(OptionalLong.empty(), OptionalInt.of(2))));
    target.exposes("a 1\nb 1\n");
    scrape(1000);
    target.exposes("a 1\nb 1\nc 1\nd 1\n");
    scrape(2000);
    assertThat(error()).contains("sample limit exceeded");
    assertThat(samples("a")).isEqualTo("[1@1000, stale@2000]");
    assertThat(samples("up")).isEqualTo("[1@1000, 0@2000]");
    assertThat(samples("scrape_samples_scraped")).isEqualTo("[2@1000, 4@2000]");
    assertThat(sink.names()).hasSize(7);
  }

  @Test
  void aLabelLimitFailsTheScrape() {
    ScrapeLimits limits =
        new ScrapeLimits(
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.of(4),
            OptionalInt.empty(),
            OptionalInt.empty());
    scraper = scraper(job -> job.limits(limits));
    target.exposes("a 1\n");
    scrape(1000);
    assertThat(error()).isEmpty();
    target.exposes("a 1\nb{c=\"d\"} 1\n");
    scrape(2000);
    assertThat(error()).contains("label_limit exceeded (metric: b, number of labels: 5, limit: 4)");
    assertThat(samples("a")).isEqualTo("[1@1000, stale@2000]");
  }

  @Test
  void aBodyMayNotBeLargerThanAllowed() {
    scraper = scraper(job -> job.limits(limits(OptionalLong.of(7), OptionalInt.empty())));
    target.exposes("a 1\nb 2");
    scrape(1000);
    assertThat(error()).isEmpty();
    target.exposes("a 1\nb 22");
    scrape(2000);
    assertThat(error().orElseThrow()).endsWith("body too large (expected: at most 7)");
    assertThat(samples("up")).isEqualTo("[1@1000, 0@2000]");
  }

  @Test
  void gzipIsReadAndItsBombsAreNot() {
    target.exposesGzip(FakeTarget.gzip("a 1\n".getBytes(StandardCharsets.UTF_8)));
    scrape(1000);
    assertThat(samples("a")).isEqualTo("[1@1000]");
    scraper = scraper(job -> job.limits(limits(OptionalLong.of(1 << 20), OptionalInt.empty())));
    target.exposesGzip(FakeTarget.gzip("\n".repeat(50_000_000).getBytes(StandardCharsets.UTF_8)));
    scrape(2000);
    assertThat(error().orElseThrow()).endsWith("body too large (expected: at most 1048576)");
  }

  @Test
  void anEndlessLineIsNotKept() {
    target.exposesGzip(FakeTarget.gzip("a".repeat(50_000_000).getBytes(StandardCharsets.UTF_8)));
    scrape(1000);
    assertThat(error()).contains("1:1: line too long (expected: at most 1048576)");
  }

  @Test
  void brokenBodiesAreTold() {
    target.exposesGzip("no gzip".getBytes(StandardCharsets.UTF_8));
    scrape(1000);
    assertThat(error()).contains("body is not gzip: Not in GZIP format");
    byte[] whole = FakeTarget.gzip("a 1\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    target.exposesGzip(Arrays.copyOf(whole, whole.length / 2));
    scrape(2000);
    assertThat(error()).contains("unexpected end of body");
    target.answers(exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("a 1\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    });
    scrape(3000);
    assertThat(error().orElseThrow()).startsWith("fixed content-length: 1000, bytes received: 4");
    target.exposes("\u0000\u0001\u0002");
    scrape(4000);
    assertThat(error()).contains("1:1: \"\\x00\\x01\\x02\" (expected: a metric name, { or #)");
    assertThat(samples("up")).isEqualTo("[0@1000, 0@2000, 0@3000, 0@4000]");
    assertThat(sink.names()).hasSize(5);
  }

  @Test
  void otherAnswersThan200AreTold() {
    target.answersStatus(500);
    scrape(1000);
    assertThat(error()).contains("server returned HTTP status 500 Internal Server Error");
    target.answersStatus(599);
    scrape(2000);
    assertThat(error()).contains("server returned HTTP status 599");
    assertThat(samples("up")).isEqualTo("[0@1000, 0@2000]");
  }

  @Test
  void contentTypesThatCannotBeReadAreTold() {
    target.exposes("text/html", "a 1\n");
    scrape(1000);
    assertThat(error())
        .contains(
            "received unsupported Content-Type \"text/html\""
                + " and no fallback_scrape_protocol specified for target");
    scraper = scraper(job -> job.fallbackProtocol(ScrapeProtocol.PROMETHEUS_TEXT_0_0_4));
    scrape(2000);
    assertThat(samples("a")).isEqualTo("[1@2000]");
  }

  @Test
  void aTargetThatIsNotThereIsTold() {
    String address = target.address();
    target.close();
    scrape(1000);
    assertThat(error()).contains("Get \"http://" + address + "/metrics\": connection refused");
    assertThat(samples("up")).isEqualTo("[0@1000]");
  }

  @Test
  void theTimeoutEndsAStalledRequest() {
    scraper = scraper(job -> job.timeout(Duration.ofMillis(200)));
    target.stalls();
    scrape(1000);
    assertThat(error())
        .contains("Get \"http://" + target.address() + "/metrics\": context deadline exceeded");
  }

  @Test
  void theTimeoutEndsAStalledBody() {
    scraper = scraper(job -> job.timeout(Duration.ofMillis(200)));
    target.stallsAfter("a 1\nb 2\n");
    scrape(1000);
    assertThat(error()).contains("context deadline exceeded");
    assertThat(samples("a")).isEqualTo("[]");
    assertThat(samples("up")).isEqualTo("[0@1000]");
    /* The deadline starts a moment before the scrape that is measured. */
    assertThat(samples("scrape_duration_seconds")).matches("\\[0\\.[1-9]\\d*@1000]");
  }

  @Test
  void aCancelledScrapeLeavesNothingBehind() {
    target.stallsAfter("a 1\n");
    try (ScrapeDeadline deadline = ScrapeDeadline.after(Duration.ofMinutes(1))) {
      deadline.whenOver(() -> {});
      deadline.cancel();
      scraper.scrape(Instant.ofEpochMilli(1000), deadline);
    }
    assertThat(sink.names()).isEmpty();
    assertThat(scraper.status().health()).isEqualTo(TargetHealth.UNKNOWN);
  }

  @Test
  void aRefusedTargetIsNotAsked() {
    scraper = scraper(job -> job, Optional.of("target_limit exceeded"));
    target.exposes("a 1\n");
    scrape(1000);
    assertThat(error()).contains("target_limit exceeded");
    assertThat(samples("up")).isEqualTo("[0@1000]");
    assertThat(target.requests()).isEmpty();
  }

  @Test
  void theEndOfATargetMakesItsSeriesStale() {
    target.exposes("a 1\nb 2 500\n");
    scrape(1000);
    scraper.end(Instant.ofEpochMilli(2000));
    assertThat(samples("a")).isEqualTo("[1@1000, stale@2000]");
    assertThat(samples("b")).isEqualTo("[2@500]");
    assertThat(samples("up")).isEqualTo("[1@1000, stale@2000]");
    assertThat(samples("scrape_series_added")).isEqualTo("[2@1000, stale@2000]");
  }

  @Test
  void theStatusTellsHowTheLastScrapeWent() {
    assertThat(scraper.status().health()).isEqualTo(TargetHealth.UNKNOWN);
    assertThat(scraper.status().lastScrape()).isEmpty();
    target.exposes("# HELP a Help.\n# TYPE a counter\na 1\n");
    scrape(1000);
    TargetStatus status = scraper.status();
    assertThat(status.scrapePool()).isEqualTo("test");
    assertThat(status.url()).hasToString("http://" + target.address() + "/metrics");
    assertThat(status.labels())
        .isEqualTo(Labels.of("job", "test", "instance", target.address(), "zone", "z"));
    assertThat(status.health()).isEqualTo(TargetHealth.UP);
    assertThat(status.lastError()).isEmpty();
    assertThat(status.lastScrape()).contains(Instant.ofEpochMilli(1000));
    assertThat(status.lastScrapeDuration()).isPositive();
    assertThat(status.metadata())
        .containsExactly(new FamilyMetadata("a", MetricKind.COUNTER, "Help.", ""));
    target.answersStatus(503);
    scrape(2000);
    assertThat(scraper.status().health()).isEqualTo(TargetHealth.DOWN);
    assertThat(scraper.status().lastError())
        .contains("server returned HTTP status 503 Service Unavailable");
    assertThat(scraper.status().metadata()).hasSize(1);
    assertThat(counters.totals().failures()).isEqualTo(1);
  }

  private void scrape(long timeMillis) {
    try (ScrapeDeadline deadline = ScrapeDeadline.after(scraper.target().timeout())) {
      scraper.scrape(Instant.ofEpochMilli(timeMillis), deadline);
    }
  }

  private Optional<String> error() {
    return scraper.status().lastError();
  }

  /** The samples of a metric with the target's labels and some more. */
  private String samples(String metricName, String... more) {
    Labels.Builder labels =
        Labels.builder()
            .add("__name__", metricName)
            .addAll(Labels.of("job", "test", "instance", target.address(), "zone", "z"))
            .addAll(Labels.of(more));
    List<String> pairs = new ArrayList<>();
    labels.build().forEach((name, value) -> pairs.addAll(List.of(name, value)));
    return sink.samples(pairs.toArray(String[]::new));
  }

  private TargetScraper scraper(UnaryOperator<ScrapeJob.Builder> change) {
    return scraper(change, Optional.empty());
  }

  private TargetScraper scraper(UnaryOperator<ScrapeJob.Builder> change, Optional<String> refusal) {
    TargetGroup group = new TargetGroup(List.of(target.address()), Labels.of("zone", "z"));
    ScrapeJob job = change.apply(ScrapeJob.named("test")).targets(group).build();
    ScrapeTarget only = ScrapeTarget.of(job).getFirst();
    return new TargetScraper(
        only, sink, exemplars, new TargetClient(client, only, "lampas/1.2.3"), counters, refusal);
  }

  private static ScrapeLimits limits(OptionalLong bodyBytes, OptionalInt samples) {
    return new ScrapeLimits(
        bodyBytes,
        samples,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }
}
