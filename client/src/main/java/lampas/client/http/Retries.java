package lampas.client.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Decides whether and when a request is sent again. Thread-safe. */
final class Retries {
  private final RetrySettings settings;
  private final DoubleSupplier random;
  private double budget;

  Retries(RetrySettings settings, DoubleSupplier random) {
    this.settings = settings;
    this.random = random;
    this.budget = settings.budget();
  }

  /** Notes a call, which pays for a part of a retry. */
  synchronized void called() {
    budget = Math.min(settings.budget(), budget + settings.budgetShare());
  }

  /** How long to wait before the next attempt; empty if there is none. */
  Optional<Duration> pause(HttpCall call, TransportFault fault, int attempt, Deadline deadline) {
    if (call.repeat() == HttpCall.Repeat.NEVER
        || attempt >= settings.attempts()
        || !mayPass(fault)) {
      return Optional.empty();
    }
    Duration asked = askedFor(fault);
    Duration pause = longer(backoff(attempt), asked);
    boolean inTime = pause.compareTo(deadline.left()) < 0;
    if (!inTime || asked.compareTo(settings.longestPause()) > 0 || !pay()) {
      return Optional.empty();
    }
    return Optional.of(pause);
  }

  private static boolean mayPass(TransportFault fault) {
    return switch (fault) {
      case TransportFault.Refused refused -> refused.verdict().mayHelpToRepeat();
      case TransportFault.Unreachable gone -> true;
      case TransportFault.Broken broken -> false;
      case TransportFault.TimedOut late -> false;
      case TransportFault.TooLarge large -> false;
      case TransportFault.Redirected elsewhere -> false;
      case TransportFault.Busy busy -> false;
      case TransportFault.Suspended suspended -> false;
      case TransportFault.NoCredentials none -> false;
      case TransportFault.Interrupted interrupted -> false;
    };
  }

  private static Duration askedFor(TransportFault fault) {
    return fault instanceof TransportFault.Refused refused
        ? refused.answer().retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  /*
   * Full jitter: anything from nothing to the doubled pause, so that clients which failed together
   * do not come back together. Source: M. Brooker, "Exponential Backoff and Jitter", AWS
   * Architecture Blog, 2015.
   */
  private Duration backoff(int attempt) {
    Duration most = settings.firstPause();
    for (int i = 1; i < attempt && most.compareTo(settings.longestPause()) < 0; i++) {
      most = most.multipliedBy(2);
    }
    Duration limited = most.compareTo(settings.longestPause()) < 0 ? most : settings.longestPause();
    return Duration.ofNanos((long) (limited.toNanos() * random.getAsDouble()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private synchronized boolean pay() {
    if (budget < 1) {
      return false;
    }
    budget -= 1;
    return true;
  }
}
