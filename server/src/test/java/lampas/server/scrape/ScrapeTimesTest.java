package lampas.server.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lampas.model.label.Labels;
import lampas.server.config.ScrapeJob;
import lampas.server.config.TargetGroup;
import org.junit.jupiter.api.Test;

final class ScrapeTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00.123Z");

  @Test
  void aTargetKeepsItsPlaceWithinTheInterval() {
    ScrapeTimes early = ScrapeTimes.of(target("a:1"), NOW);
    ScrapeTimes late = ScrapeTimes.of(target("a:1"), NOW.plusMillis(7777));
    assertThat(Duration.between(NOW, early.first()))
        .isBetween(Duration.ZERO, Duration.ofMillis(9999));
    assertThat(Duration.between(early.first(), late.first()).toMillis() % 10_000).isZero();
  }

  @Test
  void targetsAreSpreadOverTheInterval() {
    Set<Long> seconds = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Instant first = ScrapeTimes.of(target("host-" + i + ":9100"), NOW).first();
      seconds.add(Duration.between(NOW, first).toSeconds());
    }
    assertThat(seconds).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void aScrapeThatIsALittleLateGetsTheTimeAtWhichItWasDue() {
    ScrapeTimes times = new ScrapeTimes(NOW, Duration.ofSeconds(10));
    Instant due = NOW.plusSeconds(30);
    assertThat(times.timestamp(due)).isEqualTo(due);
    assertThat(times.timestamp(due.plusMillis(2))).isEqualTo(due);
    assertThat(times.timestamp(due.plusMillis(3))).isEqualTo(due.plusMillis(3));
    ScrapeTimes quick = new ScrapeTimes(NOW, Duration.ofMillis(100));
    assertThat(quick.timestamp(due.plusMillis(1))).isEqualTo(due);
    assertThat(quick.timestamp(due.plusMillis(2))).isEqualTo(due.plusMillis(2));
  }

  @Test
  void missedScrapesAreLeftOut() {
    ScrapeTimes times = new ScrapeTimes(NOW, Duration.ofSeconds(10));
    assertThat(times.next(NOW, NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(10));
    assertThat(times.next(NOW, NOW.plusSeconds(9))).isEqualTo(NOW.plusSeconds(10));
    assertThat(times.next(NOW, NOW.plusSeconds(11))).isEqualTo(NOW.plusSeconds(10));
    assertThat(times.next(NOW, NOW.plusSeconds(35))).isEqualTo(NOW.plusSeconds(30));
  }

  private static ScrapeTarget target(String address) {
    ScrapeJob job =
        ScrapeJob.named("api")
            .interval(Duration.ofSeconds(10))
            .targets(new TargetGroup(List.of(address), Labels.empty()))
            .build();
    return ScrapeTarget.of(job).getFirst();
  }
}
