package lampas.server.proxy.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lampas.promql.syntax.Parser;
import lampas.server.http.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
  private static final long START = 1_000_000_000;
  private static final long END = START + 600_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up | 0",
        "up offset 1h | 3600",
        "up offset -1h | -3600",
        "rate(x[5m]) | 300",
        "rate(x[5m] offset 1m) | 360",
        "max_over_time(rate(x[5m])[1h:1m]) | 3900",
        "max_over_time(rate(x[5m] offset 10m)[1h:1m] offset 1d) | 90900",
        "up + y offset 2h | 7200",
        "topk(scalar(x offset 1h), up) | 3600",
        "up @ 0 | 1000000",
        "up @ end() | -600",
        "rate(x[1h] @ start()) | 3600",
        "max_over_time(x[10m:1m] @ end()) | 0",
        "max_over_time((up @ 0)[10m:1m]) | 1000000",
        "x[5m * 2] | 600",
        "x offset step() | 15",
        "rate(x[range()]) | 600",
        "x offset (1h - 2h) | -3600"
      })
  void findsTheEarliestMoment(String text, long secondsBack) {
    assertThat(Reach.earliest(Parser.parse(text), START, END, 15_000))
        .isEqualTo(OptionalLong.of(START - secondsBack * 1000));
  }

  @Test
  void constantsReadNothing() {
    assertThat(Reach.earliest(Parser.parse("1 + time()"), START, END, 1)).isEmpty();
  }

  @Test
  void whatDoesNotFitIsFarAway() {
    long earliest = Reach.earliest(Parser.parse("x offset 290y"), START, END, 1).getAsLong();

    assertThat(earliest).isLessThan(START - Duration.ofDays(100_000).toMillis());
  }

  @Test
  void limitsAreHeldWithTheValueAndWhatWasExpected() {
    TenantLimits limits = limits(Duration.ofHours(1), Duration.ofMinutes(10), 100);

    assertThatCode(() -> check(limits, "rate(x[10m])", 3600_000, 60_000))
        .doesNotThrowAnyException();
    assertRefused(
        () -> check(limits, "rate(x[10m] offset 1ms)", 0, 0),
        "query: it reads 10m1ms back from its start (expected: at most 10m)");
    assertRefused(
        () -> check(limits, "x", 3600_001, 60_000), "range: 1h1ms (expected: at most 1h)");
    assertRefused(
        () -> check(limits, "x", 3600_000, 36_000), "points: 101 (expected: at most 100)");
  }

  private static void check(TenantLimits limits, String text, long rangeMillis, long stepMillis) {
    RequestTimes.check(limits, Parser.parse(text), START, START + rangeMillis, stepMillis);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable check, String message) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            HttpProblem.class, problem -> assertThat(problem.status()).isEqualTo(422))
        .hasMessage(message);
  }

  private static TenantLimits limits(Duration range, Duration reach, int points) {
    return new TenantLimits(
        Optional.of(range),
        Optional.of(reach),
        points,
        1,
        1,
        1,
        1,
        0,
        Duration.ofSeconds(1),
        OptionalDouble.empty(),
        1);
  }
}
