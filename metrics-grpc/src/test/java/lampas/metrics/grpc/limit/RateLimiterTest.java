package lampas.metrics.grpc.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import lampas.metrics.MetricsException;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong time = new AtomicLong(7);

  @Test
  void eachClientHasItsOwnLimit() {
    RateLimiter limiter = limiter(RateLimits.NONE.withPerClient(new Rate(1, 2)));

    assertThat(admitted(limiter, "a", 5)).isEqualTo(2);
    assertThat(admitted(limiter, "b", 5)).isEqualTo(2);
    time.addAndGet(SECOND);
    assertThat(admitted(limiter, "a", 5)).isEqualTo(1);
  }

  @Test
  void aClientPastItsLimitTakesNothingFromTheOthers() {
    RateLimiter limiter =
        limiter(RateLimits.NONE.withPerClient(new Rate(1, 2)).withTotal(new Rate(1, 5)));

    assertThat(admitted(limiter, "greedy", 100)).isEqualTo(2);
    assertThat(admitted(limiter, "b", 2)).isEqualTo(2);
    assertThat(admitted(limiter, "c", 2)).isEqualTo(1);
  }

  @Test
  void neverKnowsMoreClientsThanItMay() {
    RateLimiter limiter =
        limiter(RateLimits.NONE.withPerClient(new Rate(1, 2)).withMaximumClients(10));

    for (int i = 0; i < 10; i++) {
      assertThat(admitted(limiter, i, 1)).isEqualTo(1);
    }
    /* The eleventh and the twelfth share a bucket. */
    assertThat(admitted(limiter, "eleventh", 1)).isEqualTo(1);
    assertThat(admitted(limiter, "twelfth", 5)).isEqualTo(1);
    assertThat(limiter.clients()).isEqualTo(10);
    assertThat(admitted(limiter, 0, 5)).isEqualTo(1);
  }

  @Test
  void clientsWhoseBucketsAreFullMakeRoom() {
    RateLimiter limiter =
        limiter(RateLimits.NONE.withPerClient(new Rate(1, 2)).withMaximumClients(2));
    assertThat(admitted(limiter, "idle", 1)).isEqualTo(1);
    assertThat(admitted(limiter, "busy", 2)).isEqualTo(2);
    time.addAndGet(SECOND);

    assertThat(admitted(limiter, "new", 5)).isEqualTo(2);

    assertThat(limiter.clients()).isEqualTo(2);
    assertThat(admitted(limiter, "busy", 5)).isEqualTo(1);
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> RateLimits.NONE.withMaximumClients(0))
        .isInstanceOf(MetricsException.class)
        .hasMessage("rate limits: 0 clients (expected: 1 or more)");
  }

  private RateLimiter limiter(RateLimits limits) {
    return new RateLimiter(limits, time::get);
  }

  private static int admitted(RateLimiter limiter, Object client, int asked) {
    int admitted = 0;
    for (int i = 0; i < asked; i++) {
      if (limiter.admits(client)) {
        admitted++;
      }
    }
    return admitted;
  }
}
