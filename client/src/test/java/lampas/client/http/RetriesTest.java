package lampas.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final HttpCall QUESTION = HttpCall.get("/x", "");
  private static final TransportFault GONE = new TransportFault.Unreachable("not reachable");
  private static final RetrySettings SETTINGS =
      RetrySettings.defaults()
          .withAttempts(6)
          .withPauses(Duration.ofMillis(100), Duration.ofSeconds(1))
          .withBudget(100, 0.1);

  private static Deadline in(Duration left) {
    return Deadline.after(left, () -> 0);
  }

  private static Retries retries(RetrySettings settings) {
    return new Retries(settings, () -> 0.5);
  }

  @Test
  void thePauseIsARandomPartOfADoublingOneUpToTheLongest() {
    Retries retries = retries(SETTINGS);
    List<Duration> pauses = new ArrayList<>();
    for (int attempt = 1; attempt <= 5; attempt++) {
      pauses.add(retries.pause(QUESTION, GONE, attempt, in(Duration.ofMinutes(1))).orElseThrow());
    }
    assertThat(pauses)
        .containsExactly(
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofMillis(500));
    assertThat(retries.pause(QUESTION, GONE, 6, in(Duration.ofMinutes(1)))).isEmpty();
  }

  @Test
  void aPauseBeyondTheDeadlineIsNone() {
    assertThat(retries(SETTINGS).pause(QUESTION, GONE, 1, in(Duration.ofMillis(50)))).isEmpty();
    assertThat(retries(SETTINGS).pause(QUESTION, GONE, 1, in(Duration.ofMillis(51)))).isPresent();
  }

  @Test
  void anOrderIsNeverRepeated() {
    HttpCall order = HttpCall.order("/x", "");
    assertThat(retries(SETTINGS).pause(order, GONE, 1, in(Duration.ofMinutes(1)))).isEmpty();
  }

  @Test
  void theBudgetEndsRetriesAndCallsFillIt() {
    Retries retries = retries(SETTINGS.withBudget(2, 0.25));
    Deadline deadline = in(Duration.ofMinutes(1));

    assertThat(retries.pause(QUESTION, GONE, 1, deadline)).isPresent();
    assertThat(retries.pause(QUESTION, GONE, 1, deadline)).isPresent();
    assertThat(retries.pause(QUESTION, GONE, 1, deadline)).isEmpty();
    for (int i = 0; i < 4; i++) {
      retries.called();
    }
    assertThat(retries.pause(QUESTION, GONE, 1, deadline)).isPresent();
    assertThat(retries.pause(QUESTION, GONE, 1, deadline)).isEmpty();
  }

  @Test
  void onlyWhatMayPassIsTriedAgain() {
    List<TransportFault> passing =
        List.of(GONE, refused(503, Verdict.SICK), refused(429, Verdict.BUSY));
    List<TransportFault> lasting =
        List.of(
            refused(400, Verdict.REFUSED),
            refused(500, Verdict.BROKEN),
            new TransportFault.Broken("x"),
            new TransportFault.TimedOut(Duration.ofSeconds(1)),
            new TransportFault.TooLarge(1),
            new TransportFault.Redirected(302, "x"),
            new TransportFault.Busy(1, 1),
            new TransportFault.Suspended(Duration.ofSeconds(1)),
            new TransportFault.NoCredentials("x"),
            new TransportFault.Interrupted());
    Deadline deadline = in(Duration.ofMinutes(1));

    assertThat(passing)
        .allMatch(fault -> retries(SETTINGS).pause(QUESTION, fault, 1, deadline).isPresent());
    assertThat(lasting)
        .allMatch(fault -> retries(SETTINGS).pause(QUESTION, fault, 1, deadline).isEmpty());
  }

  @Test
  void whatTheBackendAsksForIsWaitedUnlessItIsTooLong() {
    assertThat(pauseAfter(OptionalInt.of(1))).contains(Duration.ofSeconds(1));
    assertThat(pauseAfter(OptionalInt.of(0))).contains(Duration.ofMillis(50));
    assertThat(pauseAfter(OptionalInt.empty())).contains(Duration.ofMillis(50));
    assertThat(pauseAfter(OptionalInt.of(2))).isEmpty();
  }

  private static Optional<Duration> pauseAfter(OptionalInt seconds) {
    Optional<Duration> retryAfter =
        seconds.isPresent()
            ? Optional.of(Duration.ofSeconds(seconds.getAsInt()))
            : Optional.empty();
    TransportFault fault =
        new TransportFault.Refused(new ErrorAnswer(429, "", "", retryAfter), Verdict.BUSY);
    return retries(SETTINGS).pause(QUESTION, fault, 1, in(Duration.ofMinutes(1)));
  }

  private static TransportFault refused(int status, Verdict verdict) {
    return new TransportFault.Refused(
        new ErrorAnswer(status, "text/plain", "x", Optional.empty()), verdict);
  }
}
