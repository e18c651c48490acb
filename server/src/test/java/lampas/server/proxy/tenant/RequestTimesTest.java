package lampas.server.proxy.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import lampas.promql.syntax.Parser;
import lampas.server.http.HttpProblem;
import org.junit.jupiter.api.Test;

class RequestTimesTest {
  private static final long START = 1_000_000_000;

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
