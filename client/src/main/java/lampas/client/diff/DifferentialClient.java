package lampas.client.diff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lampas.client.Backend;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.diff.BothSides.Outcome;
import lampas.client.diff.Comparison.BothRefused;
import lampas.client.diff.Comparison.Different;
import lampas.client.diff.Comparison.Same;
import lampas.client.range.ConcurrentAsks;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;

/**
 * Runs a query on two backends at the same time and says whether the answers are the same, where
 * they differ first, and what kind of reason that has.
 *
 * <p>A query about the present is asked of both at one time. Some reasons are tested by a query or
 * two more; what none of the known reasons explains is {@link DifferenceClass#UNKNOWN}. The order
 * of series counts where the expression asks for one. Warnings are not compared. Thread-safe.
 */
public final class DifferentialClient {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final BothSides sides;
  private final Tolerance tolerance;
  private final Clock clock;

  private DifferentialClient(BothSides sides, Tolerance tolerance, Clock clock) {
    this.sides = sides;
    this.tolerance = tolerance;
    this.clock = clock;
  }

  /** A client of two backends; the clock says what the present of both is. */
  public static DifferentialClient of(
      Backend left, Backend right, Tolerance tolerance, Clock clock) {
    return of(left, right, tolerance, clock, System::nanoTime);
  }

  private static DifferentialClient of(
      Backend left, Backend right, Tolerance tolerance, Clock clock, LongSupplier nanoTime) {
    ConcurrentAsks asks = ConcurrentAsks.of(Integer.MAX_VALUE, nanoTime);
    return new DifferentialClient(new BothSides(left, right, asks), tolerance, clock);
  }

  /**
   * Compares what two backends answer.
   *
   * <p>The query's timeout is for each round of questions; 2 minutes if it brings none.
   *
   * @throws ComparisonException if one of them does not answer, of the kind of its failure
   */
  public Comparison compare(Query query) {
    Query fixed =
        query.time() instanceof QueryTime.Now
            ? query.at(Instant.ofEpochMilli(clock.millis()))
            : query;
    List<Outcome> outcomes = sides.ask(fixed, timeout(fixed));
    return switch (outcomes.get(0)) {
      case Outcome.Answered(QueryAnswer left) ->
          switch (outcomes.get(1)) {
            case Outcome.Answered(QueryAnswer right) -> answered(fixed, left, right);
            case Outcome.Refused(ClientFailure.Refused refusal) ->
                refused(fixed, Optional.of(left), Optional.empty(), refusal);
          };
      case Outcome.Refused(ClientFailure.Refused refusal) ->
          switch (outcomes.get(1)) {
            case Outcome.Answered(QueryAnswer right) ->
                refused(fixed, Optional.empty(), Optional.of(right), refusal);
            case Outcome.Refused(ClientFailure.Refused other) ->
                new BothRefused(fixed, refusal, other);
          };
    };
  }

  private static Duration timeout(Query query) {
    return query.timeout().orElse(TIMEOUT);
  }

  private static Different refused(
      Query query,
      Optional<QueryAnswer> left,
      Optional<QueryAnswer> right,
      ClientFailure.Refused refusal) {
    String words = "refuses: %s: %s".formatted(refusal.errorType(), refusal.message());
    Optional<String> described =
        Stream.of(left, right)
            .flatMap(Optional::stream)
            .map(answer -> FlatAnswer.of(answer).describe())
            .findFirst();
    FirstDifference first =
        new FirstDifference(
            Optional.empty(),
            OptionalLong.empty(),
            left.isPresent() ? described : Optional.of(words),
            right.isPresent() ? described : Optional.of(words));
    return new Different(
        query,
        DifferenceClass.REFUSED,
        "the %s %s".formatted(left.isPresent() ? "right" : "left", words),
        first,
        new DifferenceCount(0, 0, 0, 0));
  }

  private Comparison answered(Query query, QueryAnswer leftAnswer, QueryAnswer rightAnswer) {
    FlatAnswer left = FlatAnswer.of(leftAnswer);
    FlatAnswer right = FlatAnswer.of(rightAnswer);
    if (!left.type().equals(right.type())) {
      return type(query, left, right);
    }
    if (leftAnswer.result() instanceof QueryResult.Text one
        && rightAnswer.result() instanceof QueryResult.Text other) {
      return texts(query, one.value(), other.value());
    }
    AnswerDifference difference = AnswerDifference.of(left, right, step(query), tolerance);
    Optional<Expression> expression = parsed(query);
    if (!difference.isNone()) {
      Reason reason = reason(query, expression, difference);
      return new Different(
          query, reason.kind(), reason.evidence(), difference.first(), difference.count());
    }
    return ResultOrder.difference(query, expression, left, right)
        .<Comparison>map(found -> found)
        .orElseGet(() -> {
          DifferenceCount count = difference.count();
          return new Same(query, count.allSeries(), count.allSamples());
        });
  }

  private Different type(Query query, FlatAnswer left, FlatAnswer right) {
    boolean same =
        AnswerDifference.of(left, right, step(query), tolerance).isNone()
            && !left.series().isEmpty();
    FirstDifference first =
        new FirstDifference(
            Optional.empty(),
            OptionalLong.empty(),
            Optional.of(left.describe()),
            Optional.of(right.describe()));
    return new Different(
        query,
        DifferenceClass.TYPE,
        "the left is %s, the right %s%s"
            .formatted(left.describe(), right.describe(), same ? "; the values are the same" : ""),
        first,
        new DifferenceCount(0, 0, 0, 0));
  }

  private static Comparison texts(Query query, String left, String right) {
    if (left.equals(right)) {
      return new Same(query, 0, 1);
    }
    return new Different(
        query,
        DifferenceClass.UNKNOWN,
        "the texts differ",
        new FirstDifference(
            Optional.empty(), OptionalLong.empty(), Optional.of(left), Optional.of(right)),
        new DifferenceCount(0, 0, 1, 1));
  }

  private static long step(Query query) {
    return query.time() instanceof QueryTime.Range range ? range.step().toMillis() : 0;
  }

  private static Optional<Expression> parsed(Query query) {
    try {
      return Optional.of(Parser.parse(query.promql()));
    } catch (ParseException unreadable) {
      /* A backend may speak another dialect; then nothing can be tested that needs the tree. */
      return Optional.empty();
    }
  }

  private Reason reason(Query query, Optional<Expression> expression, AnswerDifference difference) {
    long step = step(query);
    return Stream.<Supplier<Optional<Reason>>>of(
            () ->
                LabelMismatch.evidence(difference.onlyLeft(), difference.onlyRight())
                    .map(evidence -> new Reason(DifferenceClass.LABELS, evidence)),
            () -> ValueReasons.rounding(difference),
            () -> ValueReasons.shift(difference, step, tolerance),
            () -> edges(query, expression, difference),
            () -> ValueReasons.scale(difference),
            () -> ValueReasons.staleness(difference, step, tolerance))
        .flatMap(test -> test.get().stream())
        .findFirst()
        .orElseGet(() -> OtherReasons.of(difference));
  }

  private Optional<Reason> edges(
      Query query, Optional<Expression> expression, AnswerDifference difference) {
    return expression.flatMap(tree ->
        new EdgeProbe(sides, tolerance)
            .reason(query, tree, difference.first(), step(query), timeout(query)));
  }
}
