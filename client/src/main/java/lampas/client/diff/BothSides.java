package lampas.client.diff;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lampas.client.Backend;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.RequestException;
import lampas.client.range.ConcurrentAsks;
import lampas.model.result.QueryAnswer;

/** Two backends that are asked the same at the same time. */
record BothSides(Backend left, Backend right, ConcurrentAsks asks) {
  /** What one side said. */
  sealed interface Outcome {
    record Answered(QueryAnswer answer) implements Outcome {}

    record Refused(ClientFailure.Refused refusal) implements Outcome {}
  }

  /** The answers of both sides. */
  record Pair(FlatAnswer left, FlatAnswer right) {}

  /**
   * What each side says, the left one first.
   *
   * @throws ComparisonException if one of them does not answer
   */
  List<Outcome> ask(Query query, Duration timeout) {
    List<Function<Duration, Outcome>> questions =
        List.of(
            most -> outcome(left, "left", query.withTimeout(most)),
            most -> outcome(right, "right", query.withTimeout(most)));
    return asks.all(questions, timeout);
  }

  private static Outcome outcome(Backend backend, String side, Query query) {
    try {
      return new Outcome.Answered(backend.query(query));
    } catch (RequestException failed) {
      if (failed.failure() instanceof ClientFailure.Refused refused && isAboutQuery(refused)) {
        return new Outcome.Refused(refused);
      }
      throw new ComparisonException(side, failed);
    }
  }

  /* Too many requests and a server's own trouble say nothing about the query. */
  private static boolean isAboutQuery(ClientFailure.Refused refused) {
    return refused.status() == 400 || refused.status() == 422;
  }

  /** Both answers to a follow-up, if there are two; a follow-up that fails proves nothing. */
  Optional<Pair> ifBothAnswer(Query query, Duration timeout) {
    try {
      List<Outcome> outcomes = ask(query, timeout);
      return outcomes.get(0) instanceof Outcome.Answered(QueryAnswer one)
              && outcomes.get(1) instanceof Outcome.Answered(QueryAnswer other)
          ? Optional.of(new Pair(FlatAnswer.of(one), FlatAnswer.of(other)))
          : Optional.empty();
    } catch (ComparisonException | RequestException failed) {
      if (Thread.currentThread().isInterrupted()) {
        throw failed;
      }
      return Optional.empty();
    }
  }
}
