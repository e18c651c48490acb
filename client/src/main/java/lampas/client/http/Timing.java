package lampas.client.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Time and chance, given from outside so that tests decide them.
 *
 * @param nanoTime as {@link System#nanoTime()}
 * @param clock for what is a date
 * @param random at least 0, below 1
 * @param pause waits
 */
public record Timing(
    LongSupplier nanoTime, InstantSource clock, DoubleSupplier random, Pause pause) {
  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }

  /** Those of this machine. */
  public static Timing system() {
    return new Timing(
        System::nanoTime,
        InstantSource.system(),
        () -> ThreadLocalRandom.current().nextDouble(),
        Thread::sleep);
  }
}
