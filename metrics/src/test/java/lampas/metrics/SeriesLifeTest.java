package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import lampas.metrics.exposition.ExpositionOptions;
import lampas.metrics.exposition.ExpositionOptions.CreatedLines;
import lampas.metrics.exposition.Format;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

/** Series that are too many, that have an owner, and that nobody records any more. */
class SeriesLifeTest {
  private static final MetricDefinition SENT =
      MetricDefinition.counter("sent_total")
          .help("Messages sent.")
          .label("peer", LabelDomain.free(1_000))
          .label("kind", LabelDomain.closed("data", "ping"))
          .build();

  private final TestClock clock = new TestClock(Instant.ofEpochSecond(1_000));
  private final RegistryOptions options = RegistryOptions.STANDARD.withClock(clock);

  @Test
  void whatIsOverTheBudgetOfAMetricGoesToOneSeriesAndTotalsStayExact() throws IOException {
    Registry registry = Registry.create(options.withSeriesPerFamily(2));
    Family<Counter> sent = registry.counters(SENT);
    for (int i = 0; i < 5; i++) {
      sent.with("peer" + i, "data").add(1);
      sent.with("peer" + i, "data").add(10);
    }

    assertThat(Text.of(registry))
        .contains("lampas_metrics_over_budget_total{metric=\"sent_total\",budget=\"metric\"} 6\n")
        .endsWith(
            """
            sent_total{peer="peer0",kind="data"} 11
            sent_total{peer="peer1",kind="data"} 11
            sent_total{peer="_overflow",kind="_overflow"} 33
            """);
  }

  @Test
  void theBudgetOfTheRegistryIsForAllItsMetrics() throws IOException {
    Registry registry = Registry.create(options.withSeriesInAll(3));
    Family<Counter> sent = registry.counters(SENT);
    Family<Counter> requests = registry.counters(Definitions.REQUESTS);
    sent.with("a", "data").increment();
    sent.with("b", "data").increment();
    requests.with("GET", "/").increment();
    requests.with("POST", "/").increment();
    requests.with("POST", "/").increment();

    assertThat(Text.of(registry))
        .contains("{metric=\"http_requests_total\",budget=\"registry\"} 2\n")
        .contains("http_requests_total{method=\"_overflow\",path=\"_overflow\"} 2\n");
  }

  @Test
  void seriesDisappearWithTheLastOfTheirOwnersAndMakeRoom() throws IOException {
    Registry registry = Registry.create(options.withSeriesPerFamily(2));
    Family<Counter> sent = registry.counters(SENT);
    SeriesOwner first = registry.owner();
    SeriesOwner second = registry.owner();
    first.own(sent.with("a", "data")).add(1);
    second.own(sent.with("a", "data")).add(2);
    first.own(sent.with("b", "data")).add(4);
    first.close();
    first.close();

    assertThat(Text.of(registry)).contains("{peer=\"a\"").doesNotContain("{peer=\"b\"");
    second.close();
    assertThat(Text.of(registry)).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    sent.with("a", "data").increment();
    sent.with("c", "data").increment();
    assertThat(Text.of(registry))
        .endsWith(
            "sent_total{peer=\"a\",kind=\"data\"} 1\nsent_total{peer=\"c\",kind=\"data\"} 1\n");
    assertThat(sent.with("a", "data").created()).isEqualTo(Instant.ofEpochSecond(1_005));
    assertThatThrownBy(() -> first.own(sent.with("a", "data")))
        .hasMessage(
            "sent_total{kind=\"data\", peer=\"a\"}: its owner is closed (expected: an open one)");
  }

  @Test
  void aSeriesThatIsNotRecordedDisappearsAndComesBackWithItsCountIfSomebodyHoldsIt()
      throws IOException {
    Registry registry = Registry.create(options);
    Family<Counter> sent = registry.counters(SENT).expiringAfter(Duration.ofMinutes(5));
    Counter held = sent.with("held", "data");
    held.add(3);
    assertThat(created(registry)).contains("sent_total{peer=\"held\",kind=\"data\"} 3\n");
    clock.advance(Duration.ofMinutes(4));
    assertThat(created(registry)).contains("} 3\n");
    clock.advance(Duration.ofMinutes(2));
    assertThat(created(registry)).doesNotContain("held");

    held.increment();
    assertThat(created(registry))
        .contains("sent_total{peer=\"held\",kind=\"data\"} 4\n")
        .contains("sent_created{peer=\"held\",kind=\"data\"} 1000\n");
    assertThat(sent.with("held", "data")).isSameAs(held);
  }

  @Test
  void askingForASeriesThatIsIdleGivesTheOneThatSomebodyHolds() throws IOException {
    Registry registry = Registry.create(options);
    Family<Counter> sent = registry.counters(SENT).expiringAfter(Duration.ofMinutes(5));
    Counter held = sent.with("held", "data");
    created(registry);
    clock.advance(Duration.ofMinutes(6));
    assertThat(created(registry)).doesNotContain("held");

    assertThat(sent.with("held", "data")).isSameAs(held);
    assertThat(created(registry)).contains("sent_total{peer=\"held\",kind=\"data\"} 0\n");
    assertThat(held.value()).isZero();
  }

  @Test
  void whatNobodyHeldIsMadeAnewWithANewTimeOfCreation() throws Exception {
    Registry registry = Registry.create(options);
    Family<Counter> sent = registry.counters(SENT).expiringAfter(Duration.ofMinutes(5));
    sent.with("gone", "data").add(7);
    created(registry);
    clock.advance(Duration.ofMinutes(6));
    assertThat(created(registry)).doesNotContain("gone");
    while (sent.with("gone", "data").value() != 0) {
      /* It is still there, so it was taken back: it has to become idle again. */
      created(registry);
      clock.advance(Duration.ofMinutes(6));
      created(registry);
      System.gc();
    }

    assertThat(sent.with("gone", "data").created()).isEqualTo(clock.instant());
  }

  @Test
  void onlyWhatGrowsCanExpire() {
    Registry registry = Registry.create(options);
    Family<Gauge> gauges =
        registry.gauges(
            MetricDefinition.gauge("open").help("Open.").label("a", LabelDomain.free(1)).build());

    assertThatThrownBy(() -> gauges.expiringAfter(Duration.ofMinutes(1)))
        .isInstanceOf(MetricsException.class)
        .hasMessage("open: expiry of a gauge (expected: a counter or histogram)");
    assertThatThrownBy(() -> registry.counters(SENT).expiringAfter(Duration.ZERO))
        .hasMessage("sent_total: expiry after PT0S (expected: > 0)");
  }

  private static String created(Registry registry) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry
        .gather(ScrapeRequest.ALL)
        .write(
            ExpositionOptions.of(Format.OPEN_METRICS).withCreatedLines(CreatedLines.WRITTEN), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
