package lampas.acceptance.metastore.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import lampas.acceptance.metastore.linearizability.RegisterOperation.Read;
import lampas.acceptance.metastore.linearizability.RegisterOperation.Span;
import lampas.acceptance.metastore.linearizability.RegisterOperation.Write;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {
  @Test
  void oneAfterAnotherIsFine() {
    assertGood(write("a", 1, 2), read("a", 3, 4), write("b", 5, 6), read("b", 7, 8));
  }

  @Test
  void aFirstReadFindsNothing() {
    assertGood(readNothing(1, 2), write("a", 3, 4));
    assertThat(violation(write("a", 1, 2), readNothing(3, 4)))
        .contains(
            "no place for Read[value=Optional.empty, span=Span[invokedNanos=3,"
                + " returnedNanos=OptionalLong[4]]] after 1 operations that leave a");
  }

  @Test
  void aReadDuringAWriteMayFindEitherValue() {
    assertGood(write("a", 1, 2), write("b", 3, 10), read("a", 4, 5), read("b", 6, 7));
    assertGood(write("a", 1, 2), write("b", 3, 10), read("b", 4, 5), read("b", 6, 7));
  }

  @Test
  void aReadMustNotGoBack() {
    assertBad(write("a", 1, 2), write("b", 3, 10), read("b", 4, 5), read("a", 6, 7));
  }

  @Test
  void aReadMustNotBeStale() {
    assertBad(write("a", 1, 2), write("b", 3, 4), read("a", 5, 6));
  }

  @Test
  void aReadOfWhatNobodyWroteIsWrong() {
    assertBad(write("a", 1, 2), read("x", 3, 4));
  }

  @Test
  void aReadOfTheFutureIsWrong() {
    assertBad(read("a", 1, 2), write("a", 3, 4));
  }

  @Test
  void anAcknowledgedWriteMustNotBeLost() {
    assertBad(write("a", 1, 2), write("b", 3, 4), read("a", 5, 6), read("a", 7, 8));
  }

  @Test
  void concurrentWritesMayBeInEitherOrderButInOneOnly() {
    assertGood(write("a", 1, 10), write("b", 1, 10), read("a", 11, 12));
    assertGood(write("a", 1, 10), write("b", 1, 10), read("b", 11, 12));
    assertBad(write("a", 1, 10), write("b", 1, 10), read("a", 11, 12), read("b", 13, 14));
  }

  @Test
  void anUnknownWriteMayHappenLateOrNever() {
    assertGood(unknown("u", 1), write("a", 2, 3), read("a", 4, 5));
    assertGood(unknown("u", 1), write("a", 2, 3), read("a", 4, 5), read("u", 6, 7));
    assertBad(unknown("u", 1), write("a", 2, 3), read("u", 4, 5), read("a", 6, 7));
  }

  @Test
  void anUnknownWriteHappensOnceOnly() {
    assertBad(unknown("u", 1), read("u", 2, 3), write("a", 4, 5), read("a", 6, 7), read("u", 8, 9));
  }

  @Test
  void realHistoriesAreFoundGoodAndSpoiltOnesBad() {
    for (long seed = 1; seed <= 10; seed++) {
      Random random = new Random(seed);
      List<RegisterOperation> history = simulated(random, 8, 100);
      assertThat(Linearizability.violation(history)).as("seed " + seed).isEmpty();

      int stale = lastRead(history);
      Read last = (Read) history.get(stale);
      history.set(stale, new Read(Optional.of("first"), last.span()));
      assertThat(Linearizability.violation(history)).as("seed " + seed).isPresent();
    }
  }

  /* Clients with one operation each under way; each takes effect at a moment inside its span. */
  private static List<RegisterOperation> simulated(Random random, int clients, int rounds) {
    List<RegisterOperation> history = new ArrayList<>();
    history.add(write("first", 0, 1));
    history.add(write("second", 2, 3));
    String value = "second";
    long[] invoked = new long[clients];
    List<Optional<RegisterOperation>> pending =
        new ArrayList<>(Collections.nCopies(clients, Optional.empty()));
    long now = 10;
    for (int i = 0; i < clients * rounds; i++) {
      int client = random.nextInt(clients);
      now++;
      if (pending.get(client).isEmpty()) {
        invoked[client] = now++;
        if (random.nextBoolean()) {
          value = "v" + i;
          pending.set(client, Optional.of(write(value, invoked[client], invoked[client])));
        } else {
          pending.set(client, Optional.of(read(value, invoked[client], invoked[client])));
        }
      } else {
        Span span = Span.of(invoked[client] - random.nextInt(2), now);
        history.add(
            switch (pending.get(client).orElseThrow()) {
              case Write write -> new Write(write.value(), span);
              case Read read -> new Read(read.value(), span);
            });
        pending.set(client, Optional.empty());
      }
    }
    for (int client = 0; client < clients; client++) {
      if (pending.get(client).isPresent() && pending.get(client).get() instanceof Write write) {
        history.add(new Write(write.value(), Span.unknown(invoked[client])));
      }
    }
    history.add(read(value, now + 1, now + 2));
    return history;
  }

  private static int lastRead(List<RegisterOperation> history) {
    int index = history.size() - 1;
    while (!(history.get(index) instanceof Read)) {
      index--;
    }
    return index;
  }

  private static void assertGood(RegisterOperation... history) {
    assertThat(violation(history)).isEmpty();
  }

  private static void assertBad(RegisterOperation... history) {
    assertThat(violation(history)).isPresent();
  }

  private static Optional<String> violation(RegisterOperation... history) {
    return Linearizability.violation(List.of(history));
  }

  private static RegisterOperation write(String value, long invoked, long returned) {
    return new Write(value, Span.of(invoked, returned));
  }

  private static RegisterOperation unknown(String value, long invoked) {
    return new Write(value, Span.unknown(invoked));
  }

  private static RegisterOperation read(String value, long invoked, long returned) {
    return new Read(Optional.of(value), Span.of(invoked, returned));
  }

  private static RegisterOperation readNothing(long invoked, long returned) {
    return new Read(Optional.empty(), Span.of(invoked, returned));
  }
}
