package lampas.server.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import lampas.model.label.Labels;
import lampas.server.config.ScrapeJob;
import lampas.server.config.ScrapeLimits;
import lampas.server.config.TargetGroup;
import lampas.server.exemplar.ExemplarStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScrapeManagerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FakeTarget first = new FakeTarget().exposes("a 1\n");
  private final FakeTarget second = new FakeTarget().exposes("b 2\n");
  private final MemorySink sink = new MemorySink();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    first.close();
    second.close();
  }

  @Test
  void everyTargetIsScrapedAgainAndAgain() {
    try (ScrapeManager manager = manager(job("one", first), job("two", second))) {
      assertThat(manager.targets())
          .extracting(TargetStatus::health)
          .containsExactly(TargetHealth.UNKNOWN, TargetHealth.UNKNOWN);
      manager.start();
      await(() -> count(samples("a", "one", first)) >= 3);
      await(() -> count(samples("b", "two", second)) >= 3);
      assertThat(manager.targets())
          .extracting(TargetStatus::scrapePool, TargetStatus::health)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("one", TargetHealth.UP),
              org.assertj.core.groups.Tuple.tuple("two", TargetHealth.UP));
      assertThat(manager.totals().scrapes()).isGreaterThanOrEqualTo(6);
      assertThat(manager.totals().samples()).isGreaterThanOrEqualTo(36);
    }
    int requests = first.requests().size();
    String stored = samples("a", "one", first);
    assertThat(stored).doesNotContain("stale");
    assertThat(count(stored)).isLessThanOrEqualTo(requests);
  }

  @Test
  void closingDoesNotWaitForASlowTarget() {
    first.stallsAfter("a 1\n");
    Duration timeout = Duration.ofSeconds(3);
    long asked;
    try (ScrapeManager manager =
        manager(quick("one").interval(timeout).timeout(timeout).targets(group(first)).build())) {
      manager.start();
      await(() -> !first.requests().isEmpty());
      asked = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(timeout);
    assertThat(sink.names()).isEmpty();
  }

  @Test
  void aTargetThatIsGoneBecomesStaleAndTheOthersGoOn() {
    try (ScrapeManager manager = manager(job("one", first, second))) {
      manager.start();
      await(() -> count(samples("a", "one", first)) > 0);
      await(() -> count(samples("b", "one", second)) > 0);
      manager.reload(List.of(job("one", second), job("three", first)));
      await(() -> samples("a", "one", first).contains("stale"));
      await(() -> samples("up", "one", first).contains("stale"));
      await(() -> count(samples("a", "three", first)) > 0);
      int before = count(samples("b", "one", second));
      await(() -> count(samples("b", "one", second)) > before);
      assertThat(samples("b", "one", second)).doesNotContain("stale");
      assertThat(manager.targets())
          .extracting(TargetStatus::scrapePool)
          .containsExactly("one", "three");
    }
  }

  @Test
  void aJobWithTooManyTargetsIsNotScraped() {
    ScrapeLimits limits =
        new ScrapeLimits(
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalInt.of(1),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty());
    ScrapeJob job = quick("one").limits(limits).targets(group(first, second)).build();
    try (ScrapeManager manager = manager(job)) {
      manager.start();
      await(() -> count(samples("up", "one", first)) > 0);
      await(() -> manager.targets().get(1).health() == TargetHealth.DOWN);
      assertThat(manager.targets().get(1).lastError())
          .contains("target_limit exceeded (number of targets: 2, limit: 1)");
      assertThat(first.requests()).isEmpty();
    }
  }

  @Test
  void aClientThatFollowsRedirectsIsNotTaken() {
    try (HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      assertThatThrownBy(() ->
              ScrapeManager.of(
                  List.of(), sink, ExemplarStore.of(0), following, Clock.systemUTC(), "1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("client: follows redirects NORMAL (expected: NEVER)");
    }
  }

  private ScrapeManager manager(ScrapeJob... jobs) {
    return ScrapeManager.of(
        List.of(jobs), sink, ExemplarStore.of(0), client, Clock.systemUTC(), "1.2.3");
  }

  private static ScrapeJob job(String name, FakeTarget... targets) {
    return quick(name).targets(group(targets)).build();
  }

  private static ScrapeJob.Builder quick(String name) {
    return ScrapeJob.named(name).interval(Duration.ofMillis(100)).timeout(Duration.ofMillis(100));
  }

  private static TargetGroup group(FakeTarget... targets) {
    List<String> addresses = List.of(targets).stream().map(FakeTarget::address).toList();
    return new TargetGroup(addresses, Labels.empty());
  }

  private String samples(String metricName, String job, FakeTarget target) {
    return sink.samples("__name__", metricName, "job", job, "instance", target.address());
  }

  private static int count(String samples) {
    return samples.equals("[]") ? 0 : samples.split(",").length;
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
