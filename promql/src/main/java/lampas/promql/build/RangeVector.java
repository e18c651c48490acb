package lampas.promql.build;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;

/**
 * The samples of each series over a window.
 *
 * <p>Functions check what the values mean: {@code rate} takes what only grows, {@code deriv} what
 * goes up and down.
 */
public final class RangeVector extends Part {
  private final LabelScope labels;
  private final Values values;

  RangeVector(Node node, LabelScope labels, Values values) {
    super(node);
    this.labels = labels;
    this.values = values;
  }

  LabelScope labels() {
    return labels;
  }

  Values values() {
    return values;
  }

  public InstantVector rate() {
    return call("rate");
  }

  public InstantVector increase() {
    return call("increase");
  }

  public InstantVector averageOverTime() {
    return call("avg_over_time");
  }

  public InstantVector minimumOverTime() {
    return call("min_over_time");
  }

  public InstantVector maximumOverTime() {
    return call("max_over_time");
  }

  public InstantVector sumOverTime() {
    return call("sum_over_time");
  }

  public InstantVector lastOverTime() {
    return call("last_over_time");
  }

  public InstantVector countOverTime() {
    return call("count_over_time");
  }

  public InstantVector quantileOverTime(double quantile) {
    return Calls.vector("quantile_over_time", Scalar.of(quantile), this);
  }

  /** Any function whose first argument is a range vector, see {@link Calls} for the others. */
  public InstantVector call(String function, Part... more) {
    return Calls.vector(function, Calls.prepend(this, more));
  }

  /** The same further back in time; negative looks ahead. */
  public RangeVector offset(Duration back) {
    return shifted(new TimeShift(Optional.of(Spans.duration("offset", back)), shift().at()));
  }

  /** The same at a fixed time. */
  public RangeVector at(Instant time) {
    return at(new AtModifier.Timestamp(Spans.millis("@", time)));
  }

  /** The same at the start of the query's range. */
  public RangeVector atStart() {
    return at(new AtModifier.Start());
  }

  /** The same at the end of the query's range. */
  public RangeVector atEnd() {
    return at(new AtModifier.End());
  }

  private RangeVector at(AtModifier at) {
    return shifted(new TimeShift(shift().offset(), Optional.of(at)));
  }

  private TimeShift shift() {
    return switch (node().tree()) {
      case RangeSelector range -> range.selector().shift();
      case Subquery subquery -> subquery.shift();
      default -> TimeShift.NONE;
    };
  }

  private RangeVector shifted(TimeShift shift) {
    Node changed =
        switch (node().tree()) {
          case RangeSelector(var selector, var range, var span) ->
              node().with(new RangeSelector(Selection.shifted(selector, shift), range, span));
          case Subquery subquery ->
              node()
                  .with(
                      new Subquery(
                          subquery.operand(),
                          subquery.range(),
                          subquery.step(),
                          shift,
                          subquery.span()));
          default -> node();
        };
    return new RangeVector(changed, labels, values);
  }
}
