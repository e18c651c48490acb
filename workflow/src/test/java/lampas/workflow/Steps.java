package lampas.workflow;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Steps that tests are made of. */
final class Steps {
  /** Long enough that only a defect waits so long. */
  static final Duration LONG = Duration.ofMinutes(1);

  private Steps() {}

  /** Gives its input back. */
  static Lambda<Integer, Integer> pass(String name) {
    return Lambda.of(name, (input, context) -> input);
  }

  static Lambda<Integer, Integer> add(String name, int summand) {
    return Lambda.of(name, (input, context) -> input + summand);
  }

  static Lambda<Integer, Integer> fail(String name) {
    return fail(name, new IOException("for this test"));
  }

  static Lambda<Integer, Integer> fail(String name, Exception failure) {
    return Lambda.of(
        name,
        (input, context) -> {
          throw failure;
        });
  }

  /** Fails so many times, then gives its input back. */
  static Lambda<Integer, Integer> failFirst(String name, int times, Exception failure) {
    AtomicInteger calls = new AtomicInteger();
    return Lambda.of(
        name,
        (input, context) -> {
          if (calls.incrementAndGet() <= times) {
            throw failure;
          }
          return input;
        });
  }

  /** Waits until it is interrupted. */
  static Lambda<Integer, Integer> hang(String name) {
    return hang(name, new CountDownLatch(1));
  }

  /** Says that it has begun, then waits until it is interrupted. */
  static Lambda<Integer, Integer> hang(String name, CountDownLatch begun) {
    return Lambda.of(
        name,
        (input, context) -> {
          begun.countDown();
          new CountDownLatch(1).await();
          return input;
        });
  }
}
