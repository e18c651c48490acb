package lampas.client.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lampas.client.Backend;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.RequestException;
import lampas.client.SeriesScope;
import lampas.client.embedded.LayerDecision.Both;
import lampas.client.embedded.LayerDecision.Older;
import lampas.client.embedded.LayerDecision.Recent;
import lampas.client.range.AnswerLimit;
import lampas.client.range.ConcurrentAsks;
import lampas.client.range.MergedAnswer;
import lampas.client.range.PartQuery;
import lampas.client.range.StepGrid;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.Matrix;

/**
 * A recent layer, such as the embedded store, in front of an older one, such as the remote backend
 * that it sends its samples to.
 *
 * <p>A query is asked of the layer that has all samples it may look at: of the recent one if they
 * are all recent, else of the older one, which is taken to have everything. A range query of which
 * only the later times are recent is divided, where the expression proves that this changes
 * nothing. The two never add up to half an answer that looks whole: a layer that fails is an error,
 * unless the settings want a partial answer, which says so. Thread-safe.
 */
public final class LayeredBackend implements Backend {
  private final Backend recent;
  private final Backend older;
  private final Supplier<Instant> since;
  private final LayerSettings settings;
  private final Clock clock;
  private final ConcurrentAsks asks;

  private LayeredBackend(
      Backend recent,
      Backend older,
      Supplier<Instant> since,
      LayerSettings settings,
      Clock clock,
      LongSupplier nanoTime) {
    this.recent = recent;
    this.older = older;
    this.since = since;
    this.settings = settings;
    this.clock = clock;
    /* Each layer bounds for itself what is asked of it. */
    this.asks = ConcurrentAsks.of(Integer.MAX_VALUE, nanoTime);
  }

  /**
   * Two layers.
   *
   * @param since from when on the recent layer has every sample, asked anew for each query; a
   *     little later than when its oldest samples are dropped
   * @param clock says what the present of both layers is
   */
  public static LayeredBackend of(
      Backend recent, Backend older, Supplier<Instant> since, LayerSettings settings, Clock clock) {
    return new LayeredBackend(recent, older, since, settings, clock, System::nanoTime);
  }

  /** Which layer answers a query. */
  public LayerDecision decide(Query query) {
    Query fixed = fixed(query);
    return new LayerChoice(since.get().toEpochMilli(), fixed.lookback().orElse(settings.lookback()))
        .of(fixed);
  }

  /* One present and one lookback for both layers. */
  private Query fixed(Query query) {
    Query timed =
        query.time() instanceof QueryTime.Now
            ? query.at(Instant.ofEpochMilli(clock.millis()))
            : query;
    return timed.lookback().isPresent() ? timed : timed.withLookback(settings.lookback());
  }

  @Override
  public QueryAnswer query(Query query) {
    Query fixed = fixed(query);
    return switch (decide(fixed)) {
      case Recent all -> recent.query(fixed);
      case Older all -> ofOlder(() -> older.query(fixed));
      case Both(QueryTime.Range early, QueryTime.Range late) ->
          ofBoth(fixed, StepGrid.of(early).orElseThrow(), StepGrid.of(late).orElseThrow());
    };
  }

  private QueryAnswer ofBoth(Query query, StepGrid early, StepGrid late) {
    Duration timeout = query.timeout().orElse(settings.timeout());
    List<Function<Duration, QueryAnswer>> questions =
        List.of(
            left -> early(query, early, left),
            left -> recent.query(PartQuery.of(query, late, left)));
    List<QueryAnswer> parts = asks.all(questions, timeout);
    boolean moved =
        !MergedAnswer.isOn(early, parts.get(0)) || !MergedAnswer.isOn(late, parts.get(1));
    if (moved) {
      return ofOlder(() -> older.query(query));
    }
    return AnswerLimit.apply(MergedAnswer.of(parts), query.limit());
  }

  private QueryAnswer early(Query query, StepGrid early, Duration left) {
    return switch (settings.whenOlderFails()) {
      case FAIL -> ofOlder(() -> older.query(PartQuery.of(query, early, left)));
      case ANSWER_PARTIALLY -> earlyIfThere(query, early, left.multipliedBy(9).dividedBy(10));
    };
  }

  /* With some time to spare, so that the other part is still an answer. */
  private QueryAnswer earlyIfThere(Query query, StepGrid early, Duration left) {
    try {
      return asks.all(
              List.<Function<Duration, QueryAnswer>>of(
                  most -> older.query(PartQuery.of(query, early, most))),
              left)
          .getFirst();
    } catch (RequestException failed) {
      if (failed.kind() != ErrorKind.UNAVAILABLE
          || failed.failure() instanceof ClientFailure.Interrupted) {
        throw failed;
      }
      return Answers.partial(
          QueryAnswer.of(new Matrix(List.of())),
          "no answer from the older layer for %s to %s: %s"
              .formatted(
                  Instant.ofEpochMilli(early.start()),
                  Instant.ofEpochMilli(early.end()),
                  failed.getMessage()));
    }
  }

  private static <T> T ofOlder(Supplier<T> question) {
    try {
      return question.get();
    } catch (RequestException failed) {
      throw switch (failed.failure()) {
        case ClientFailure.Unreachable(String what) ->
            new RequestException(new ClientFailure.Unreachable("older layer, " + what), failed);
        case ClientFailure.Unreadable(int status, String what) ->
            new RequestException(
                new ClientFailure.Unreadable(status, "older layer, " + what), failed);
        case ClientFailure other -> failed;
      };
    }
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    return union(scope, backend -> backend.series(scope));
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    return union(scope, backend -> backend.labelNames(scope));
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    return union(scope, backend -> backend.labelValues(name, scope));
  }

  private <T extends Comparable<? super T>> List<T> union(
      SeriesScope scope, Function<Backend, List<T>> question) {
    Instant from = since.get();
    if (scope.start().filter(start -> !start.isBefore(from)).isPresent()) {
      return question.apply(recent);
    }
    List<Function<Duration, List<T>>> questions =
        List.of(left -> ofOlder(() -> question.apply(older)), left -> question.apply(recent));
    TreeSet<T> all = new TreeSet<>();
    asks.all(questions, settings.timeout()).forEach(all::addAll);
    return List.copyOf(all);
  }
}
