package lampas.client.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.embedded.LayerDecision.Both;
import lampas.client.embedded.LayerDecision.Older;
import lampas.client.embedded.LayerDecision.Recent;
import lampas.client.range.SplitDecision.Whole;
import lampas.client.range.SplitProof;
import lampas.client.range.StepGrid;
import lampas.model.series.TimeRange;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.TimeReach;

/**
 * Chooses the layer that has all the samples a query may look at.
 *
 * @param since from when on the recent layer has all samples, in milliseconds
 */
record LayerChoice(long since, Duration lookback) {
  private static final long FARTHEST_SECONDS = (1L << 53) / 1000;

  LayerDecision of(Query query) {
    try {
      Expression expression = Parser.parse(query.promql());
      return switch (query.time()) {
        case QueryTime.At(Instant time) when isFar(time) -> new Older("time: " + time);
        case QueryTime.At(Instant time) -> {
          TimeRange moment = new TimeRange(time.toEpochMilli(), time.toEpochMilli());
          yield whole(TimeReach.of(expression, moment, lookback));
        }
        case QueryTime.Range range -> range(expression, range);
        case QueryTime.Now now ->
            throw new IllegalArgumentException("time: now (expected: a known time)");
      };
    } catch (ParseException unreadable) {
      return new Older(String.valueOf(unreadable.getMessage()));
    }
  }

  private LayerDecision whole(TimeReach reach) {
    return isRecent(reach)
        ? new Recent()
        : new Older("looks back to %s".formatted(earliest(reach)));
  }

  /* Where milliseconds overflow; the backend will say that it is too far. */
  private static boolean isFar(Instant time) {
    return Math.abs(time.getEpochSecond()) >= FARTHEST_SECONDS;
  }

  private LayerDecision range(Expression expression, QueryTime.Range range) {
    if (isFar(range.start()) || isFar(range.end())) {
      return new Older("range: " + range);
    }
    TimeRange times = new TimeRange(range.start().toEpochMilli(), range.end().toEpochMilli() + 1);
    LayerDecision whole = whole(TimeReach.of(expression, times, range.step(), lookback));
    if (whole instanceof Recent) {
      return whole;
    }
    Optional<StepGrid> grid = StepGrid.of(range);
    if (grid.isEmpty()) {
      return new Older(range + " (expected: whole milliseconds)");
    }
    Optional<Whole> obstacle = SplitProof.obstacle(expression);
    return obstacle.isPresent()
        ? new Older(obstacle.get().detail())
        : divided(expression, grid.get(), whole);
  }

  /* No part is one point alone, which a server could take for an instant query. */
  private LayerDecision divided(Expression expression, StepGrid grid, LayerDecision older) {
    long first = Math.max(2, firstRecent(expression, grid));
    if (grid.points() - first < 2) {
      return older;
    }
    return new Both(
        grid.part(grid.start(), grid.time(first - 1)).toRange(),
        grid.part(grid.time(first), grid.end()).toRange());
  }

  /* What is looked at never begins earlier for a later time: halve until the first is found. */
  private long firstRecent(Expression expression, StepGrid grid) {
    long low = 0;
    long high = grid.points();
    while (low < high) {
      long middle = low + (high - low) / 2;
      TimeRange times = new TimeRange(grid.time(middle), grid.end());
      if (isRecent(TimeReach.of(expression, times, Duration.ofMillis(grid.step()), lookback))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isRecent(TimeReach reach) {
    return reach.samples().map(range -> range.startMillis() >= since).orElse(true);
  }

  private static String earliest(TimeReach reach) {
    return reach
        .samples()
        .map(range ->
            range.startMillis() == Long.MIN_VALUE
                ? "the beginning of time"
                : Instant.ofEpochMilli(range.startMillis()).toString())
        .orElse("nothing");
  }
}
