package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

class CreationTimesTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123Z");

  private final TestClock clock = new TestClock(START);
  private final Family<Counter> family =
      Registry.create(RegistryOptions.STANDARD.withClock(clock))
          .counters(
              MetricDefinition.counter("jobs_total")
                  .help("Jobs.")
                  .label("queue", LabelDomain.bounded(100))
                  .build());

  @Test
  void aTimeOfCreationIsExactForTwentyFourDays() {
    assertThat(family.with("first").created()).isEqualTo(START);
    clock.advance(Duration.ofMillis(1));
    assertThat(family.with("second").created()).isEqualTo(START.plusMillis(1));
    clock.advance(Duration.ofDays(24));
    assertThat(family.with("third").created())
        .isEqualTo(START.plus(Duration.ofDays(24)).plusMillis(1));
  }

  @Test
  void afterThatItIsTheSecondBefore() {
    Duration year = Duration.ofDays(365).plusMillis(999);
    clock.advance(year);

    assertThat(family.with("first").created()).isEqualTo(START.plus(Duration.ofDays(365)));
    clock.advance(Duration.ofDays(365 * 60));
    assertThat(family.with("second").created()).isEqualTo(START.plus(Duration.ofDays(365 * 61)));
  }

  @Test
  void aClockThatIsSetBackGivesTheTimeOfTheRegistry() {
    clock.advance(Duration.ofHours(-1));

    assertThat(family.with("first").created()).isEqualTo(START);
  }

  @Test
  void noOffsetOverflows() {
    CreationTimes times = new CreationTimes(1_000);
    for (long offset : new long[] {0, 1, (1L << 31) - 1, 1L << 31, 1L << 40, Long.MAX_VALUE / 2}) {
      long decoded = times.decode(times.encode(1_000 + offset)) - 1_000;
      assertThat(decoded).isBetween(Math.min(offset - 999, (1L << 31) * 1000), offset);
    }
  }
}
