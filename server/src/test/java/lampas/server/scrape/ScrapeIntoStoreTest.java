package lampas.server.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.server.config.ScrapeJob;
import lampas.server.config.TargetGroup;
import lampas.server.exemplar.ExemplarStore;
import lampas.store.Store;
import lampas.store.StoreOptions;
import org.junit.jupiter.api.Test;

final class ScrapeIntoStoreTest {
  private final Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());

  @Test
  void whatATargetExposesIsWhatTheStoreHolds() {
    try (FakeTarget target = new FakeTarget();
        HttpClient client = HttpClient.newHttpClient()) {
      TargetScraper scraper = scraper(target, client);
      target.exposes("a{b=\"line\\nbreak \\\"😀\\\"\"} 0.1\na 1e300\nc NaN\n");
      scrape(scraper, 1000);
      target.exposes("a{b=\"line\\nbreak \\\"😀\\\"\"} 0.2\na 2 500\n");
      scrape(scraper, 2000);
      target.answersStatus(500);
      scrape(scraper, 3000);
      assertThat(samples(Matcher.equal("b", "line\nbreak \"😀\"")))
          .isEqualTo("0.1@1000 0.2@2000 stale@3000");
      assertThat(samples(Matcher.equal("__name__", "a"), Matcher.equal("b", "")))
          .isEqualTo(SampleValue.format(1e300) + "@1000 stale@2000");
      assertThat(samples(Matcher.equal("__name__", "c"))).isEqualTo("NaN@1000 stale@2000");
      assertThat(samples(Matcher.equal("__name__", "up"))).isEqualTo("1@1000 1@2000 0@3000");
    }
  }

  private TargetScraper scraper(FakeTarget target, HttpClient client) {
    TargetGroup group = new TargetGroup(List.of(target.address()), Labels.empty());
    ScrapeTarget only = ScrapeTarget.of(ScrapeJob.named("test").targets(group).build()).getFirst();
    TargetClient asked = new TargetClient(client, only, "lampas/test");
    return new TargetScraper(
        only, store, ExemplarStore.of(0), asked, new ScrapeCounters(), Optional.empty());
  }

  private static void scrape(TargetScraper scraper, long timeMillis) {
    try (ScrapeDeadline deadline = ScrapeDeadline.after(Duration.ofSeconds(30))) {
      scraper.scrape(Instant.ofEpochMilli(timeMillis), deadline);
    }
  }

  private String samples(Matcher... matchers) {
    SampleColumns samples = new SampleColumns();
    try (SeriesSelection selection = store.select(List.of(matchers), TimeRange.all())) {
      assertThat(selection.series()).hasSize(1);
      selection.series().getFirst().read(samples);
    }
    return IntStream.range(0, samples.size())
        .mapToObj(i ->
            (SampleValue.isStale(samples.value(i)) ? "stale" : SampleValue.format(samples.value(i)))
                + "@"
                + samples.time(i))
        .collect(Collectors.joining(" "));
  }
}
