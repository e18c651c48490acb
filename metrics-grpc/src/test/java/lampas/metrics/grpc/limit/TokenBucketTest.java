package lampas.metrics.grpc.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.metrics.MetricsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @ValueSource(longs = {0, -5 * SECOND, Long.MAX_VALUE - SECOND / 2})
  void holdsTheBurstAndFillsAtTheRate(long start) {
    TokenBucket bucket = new TokenBucket(new Rate(10, 3), start);

    assertThat(taken(bucket, start)).isEqualTo(3);
    assertThat(taken(bucket, start + SECOND / 10 - 1)).isZero();
    assertThat(taken(bucket, start + SECOND / 10)).isEqualTo(1);
    assertThat(taken(bucket, start + 3 * SECOND / 10)).isEqualTo(2);
    assertThat(taken(bucket, start + 100 * SECOND)).isEqualTo(3);
  }

  @Test
  void isFullAgainWhenAllTokensAreBack() {
    TokenBucket bucket = new TokenBucket(new Rate(1, 2), 0);
    assertThat(bucket.isFull(0)).isTrue();

    assertThat(taken(bucket, 0)).isEqualTo(2);

    assertThat(bucket.isFull(2 * SECOND - 1)).isFalse();
    assertThat(bucket.isFull(2 * SECOND)).isTrue();
  }

  @Test
  void extremeRatesNeitherOverflowNorLetTooMuchThrough() {
    assertThat(taken(new TokenBucket(new Rate(1e-6, 5), 0), 0)).isEqualTo(5);
    TokenBucket slow = new TokenBucket(new Rate(1e-6, 1), 0);
    assertThat(taken(slow, 0)).isEqualTo(1);
    assertThat(taken(slow, 999_999 * SECOND)).isZero();
    assertThat(taken(slow, 1_000_000 * SECOND)).isEqualTo(1);
    assertThat(new TokenBucket(new Rate(1e9, 1_000_000_000), 0).tryTake(0)).isTrue();
  }

  @Test
  void threadsTogetherTakeNoMoreThanThereIs() throws Exception {
    TokenBucket bucket = new TokenBucket(new Rate(1, 10_000), 0);
    AtomicInteger taken = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        threads.execute(() -> {
          together.countDown();
          while (together.getCount() > 0) {
            Thread.onSpinWait();
          }
          taken.addAndGet(taken(bucket, 0));
        });
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(taken).hasValue(10_000);
  }

  @Test
  void ratesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Rate(0, 1))
        .isInstanceOf(MetricsException.class)
        .hasMessage("rate: 0.0 a second (expected: 1e-6 to 1e9)");
    assertThatThrownBy(() -> new Rate(Double.NaN, 1))
        .hasMessage("rate: NaN a second (expected: 1e-6 to 1e9)");
    assertThatThrownBy(() -> new Rate(1, 0))
        .hasMessage("rate: burst of 0 (expected: 1 to 1000000000)");
  }

  private static int taken(TokenBucket bucket, long now) {
    int taken = 0;
    while (bucket.tryTake(now)) {
      taken++;
    }
    return taken;
  }
}
