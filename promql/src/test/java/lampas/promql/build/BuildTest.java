package lampas.promql.build;

import static lampas.promql.build.Condition.label;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Canonical texts of what is built. */
class BuildTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static void builds(Part part, String text) {
    assertThat(part.text()).isEqualTo(text);
    assertThat(Trees.sameShape(part.expression(), Parser.parse(text))).isTrue();
  }

  @Test
  void aRatioOfErrorsPrintsAsOneWouldWriteIt() {
    builds(
        Shop.orders()
            .where(label("payment").is("card"))
            .rate(WINDOW)
            .sum(Grouping.by("job"))
            .dividedBy(Shop.orders().rate(WINDOW).sum(Grouping.by("job")))
            .keep(Comparison.GREATER, Scalar.of(.01)),
        "sum by (job) (rate(shop_orders_total{payment=\"card\"}[5m])) / sum by (job)"
            + " (rate(shop_orders_total[5m])) > 0.01");
  }

  @Test
  void aQuantileKeepsTheBoundsByItself() {
    builds(
        Shop.duration().quantile(.99, WINDOW, Grouping.by("payment")),
        "histogram_quantile(0.99, sum by (le, payment)"
            + " (rate(shop_order_duration_seconds_bucket[5m])))");
    builds(
        Shop.duration().quantile(.99, WINDOW, Grouping.all()),
        "histogram_quantile(0.99, sum by (le) (rate(shop_order_duration_seconds_bucket[5m])))");
    builds(
        Shop.duration().quantile(.99, WINDOW, Grouping.without("instance", "le")),
        "histogram_quantile(0.99, sum without (instance)"
            + " (rate(shop_order_duration_seconds_bucket[5m])))");
    builds(
        Shop.fine().quantile(.5, WINDOW, Grouping.by("payment")),
        "histogram_quantile(0.5, sum by (payment) (rate(shop_fine_seconds[5m])))");
  }

  @Test
  void averagesAndSharesOfHistogramsAreBuilt() {
    builds(
        Shop.duration().average(WINDOW, Grouping.all()),
        "sum(rate(shop_order_duration_seconds_sum[5m])) /"
            + " sum(rate(shop_order_duration_seconds_count[5m]))");
    builds(
        Shop.fine().average(WINDOW, Grouping.all()),
        "histogram_avg(sum(rate(shop_fine_seconds[5m])))");
    builds(
        Shop.duration().countUpTo(1).increase(WINDOW),
        "increase(shop_order_duration_seconds_bucket{le=~\"1|1\\\\.0\"}[5m])");
    builds(
        Metrics.summary(Shop.WAIT).quantiles().where(label("quantile").is("0.9")).value(),
        "shop_wait_seconds{quantile=\"0.9\"}");
    builds(
        Metrics.histogram(Shop.SIZE).histogramsOver(WINDOW).rate().histogramFraction(0, 1),
        "histogram_fraction(0, 1, rate(shop_order_size_bytes[5m]))");
  }

  @Test
  void conditionsPrintAsMatchers() {
    builds(
        Shop.orders()
            .where(
                label("customer").isOneOf("a.b", "c|d"),
                label("customer").isNot(""),
                label("instance").startsWith("api-1."),
                label("job").doesNotMatch("x.*"),
                label("customer").isNoneOf("(", "\\"))
            .value(),
        """
        shop_orders_total{customer!="",customer!~"\\\\(|\\\\\\\\",customer=~"a\\\\.b|c\\\\|d",\
        instance=~"api-1\\\\..*",job!~"x.*"}\
        """);
  }

  @Test
  void timesAreShifted() {
    Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
    builds(Shop.open().offset(WINDOW).value(), "shop_orders_open offset 5m");
    builds(Shop.open().offset(WINDOW.negated()).value(), "shop_orders_open offset -5m");
    builds(
        Shop.open().offset(WINDOW).at(time).over(WINDOW).call("deriv"),
        "deriv(shop_orders_open[5m] @ 1767323045.678 offset 5m)");
    builds(Shop.open().atStart().value(), "shop_orders_open @ start()");
    builds(
        Shop.open().value().over(Duration.ofHours(1), WINDOW).atEnd().maximumOverTime(),
        "max_over_time(shop_orders_open[1h:5m] @ end())");
    builds(
        Shop.open()
            .value()
            .over(Duration.ofHours(1))
            .offset(WINDOW)
            .at(Instant.ofEpochSecond(-1))
            .minimumOverTime(),
        "min_over_time(shop_orders_open[1h:] @ -1.000 offset 5m)");
    builds(
        Shop.orders().over(WINDOW).offset(Duration.ofMillis(1)).increase(),
        "increase(shop_orders_total[5m] offset 1ms)");
  }

  @Test
  void parenthesesStandWhereTheyAreNeededAndNowhereElse() {
    InstantVector a = Shop.open().value();
    builds(a.plus(a).times(a), "(shop_orders_open + shop_orders_open) * shop_orders_open");
    builds(a.plus(a.times(a)), "shop_orders_open + shop_orders_open * shop_orders_open");
    builds(a.minus(a.minus(a)), "shop_orders_open - (shop_orders_open - shop_orders_open)");
    builds(a.minus(a).minus(a), "shop_orders_open - shop_orders_open - shop_orders_open");
    builds(
        a.toThePowerOf(a.toThePowerOf(a)),
        "shop_orders_open ^ shop_orders_open ^ shop_orders_open");
    builds(
        a.toThePowerOf(a).toThePowerOf(a),
        "(shop_orders_open ^ shop_orders_open) ^ shop_orders_open");
    builds(a.negated().toThePowerOf(Scalar.of(2)), "(-shop_orders_open) ^ 2");
    builds(a.toThePowerOf(Scalar.of(2)).negated(), "-shop_orders_open ^ 2");
    builds(a.plus(a).negated(), "-(shop_orders_open + shop_orders_open)");
    builds(Scalar.of(-1).toThePowerOf(a), "(-1) ^ shop_orders_open");
    builds(
        Scalar.of(Double.POSITIVE_INFINITY).toThePowerOf(a.negated()), "Inf ^ -shop_orders_open");
    builds(
        a.plus(Scalar.of(1)).over(WINDOW).maximumOverTime(),
        "max_over_time((shop_orders_open + 1)[5m:])");
    builds(a.negated().over(WINDOW).maximumOverTime(), "max_over_time((-shop_orders_open)[5m:])");
  }

  @Test
  void seriesOfTwoSidesAreMatched() {
    InstantVector open = Shop.open().value();
    InstantVector up = Metrics.up().value();
    builds(
        open.times(up, Matching.on("job", "instance").groupLeft()),
        "shop_orders_open * on (job, instance) group_left () up");
    builds(
        up.dividedBy(open, Matching.ignoring("payment").groupRight("job")),
        "up / ignoring (payment) group_right (job) shop_orders_open");
    builds(open.and(up, Matching.on("job")), "shop_orders_open and on (job) up");
    builds(open.unless(up).or(up), "shop_orders_open unless up or up");
    builds(
        open.plus(open, Matching.allLabels().fillLeft(0).fillRight(1)),
        "shop_orders_open + fill_left (0) fill_right (1) shop_orders_open");
    builds(
        open.compare(Comparison.EQUAL, up, Matching.on("job")),
        "shop_orders_open == bool on (job) up");
    builds(open.compare(Comparison.LESS, Scalar.of(2)), "shop_orders_open < bool 2");
    builds(
        open.keep(Comparison.NOT_EQUAL, up, Matching.ignoring("payment")),
        "shop_orders_open != ignoring (payment) up");
  }

  @Test
  void scalarsHaveTheirOwnArithmetic() {
    builds(
        Scalar.time()
            .minus(Scalar.of(1).plus(Scalar.of(2)))
            .times(Scalar.of(3))
            .dividedBy(Scalar.of(4))
            .modulo(Scalar.of(5))
            .atan2(Scalar.of(6).toThePowerOf(Scalar.of(7)))
            .compare(Comparison.LESS, Scalar.of(-.0))
            .negated()
            .toVector(),
        "vector(-((time() - (1 + 2)) * 3 / 4 % 5 atan2 6 ^ 7 < bool -0))");
    InstantVector up = Metrics.up().value();
    Scalar one = Scalar.of(1);
    builds(one.plus(up), "1 + up");
    builds(one.minus(up), "1 - up");
    builds(one.times(up), "1 * up");
    builds(one.dividedBy(up), "1 / up");
    builds(one.modulo(up), "1 % up");
    builds(one.toThePowerOf(up), "1 ^ up");
    builds(one.atan2(up), "1 atan2 up");
    builds(up.toScalar().times(one), "scalar(up) * 1");
    builds(Scalar.of(Double.NaN), "NaN");
  }

  @ParameterizedTest
  @EnumSource(Aggregator.class)
  void everyAggregatorIsReachable(Aggregator aggregator) {
    InstantVector open = Shop.open().value();
    Grouping grouping = Grouping.without("instance");
    InstantVector built =
        switch (aggregator) {
          case SUM -> open.sum(grouping);
          case AVG -> open.average(grouping);
          case COUNT -> open.count(grouping);
          case MIN -> open.minimum(grouping);
          case MAX -> open.maximum(grouping);
          case GROUP, STDDEV, STDVAR -> open.aggregate(aggregator, grouping);
          case TOPK -> open.top(1, grouping);
          case BOTTOMK -> open.bottom(1, grouping);
          case QUANTILE -> open.quantileOfSeries(1, grouping);
          case COUNT_VALUES -> open.countValues("n", grouping);
          case LIMITK, LIMIT_RATIO -> open.aggregate(aggregator, Scalar.of(1), grouping);
        };
    String parameter =
        aggregator.parameter().isEmpty()
            ? ""
            : aggregator == Aggregator.COUNT_VALUES ? "\"n\", " : "1, ";
    builds(built, aggregator.text() + " without (instance) (" + parameter + "shop_orders_open)");
  }

  @Test
  void everyBinaryOperatorIsReachable() {
    InstantVector a = Shop.open().value();
    Matching on = Matching.on("job");
    InstantVector trimmed = Shop.fine().histograms();
    builds(a.modulo(a, on), "shop_orders_open % on (job) shop_orders_open");
    builds(a.modulo(a), "shop_orders_open % shop_orders_open");
    builds(a.atan2(a, on), "shop_orders_open atan2 on (job) shop_orders_open");
    builds(a.atan2(a), "shop_orders_open atan2 shop_orders_open");
    builds(a.toThePowerOf(a, on), "shop_orders_open ^ on (job) shop_orders_open");
    builds(a.minus(a, on), "shop_orders_open - on (job) shop_orders_open");
    builds(trimmed.trimUpper(Scalar.of(1)), "shop_fine_seconds </ 1");
    builds(trimmed.trimLower(Scalar.of(1)), "shop_fine_seconds >/ 1");
    builds(trimmed.plus(trimmed), "shop_fine_seconds + shop_fine_seconds");
    builds(Scalar.of(2).times(trimmed), "2 * shop_fine_seconds");
  }

  @Test
  void aHandleIsNotChangedByWhatIsMadeOfIt() {
    CounterMetric orders = Shop.orders();
    Supplier<String> text = () -> orders.value().text();
    orders.where(label("payment").is("card")).offset(WINDOW);
    assertThat(text.get()).isEqualTo("shop_orders_total");
    assertThat(orders.value()).isEqualTo(Shop.orders().value()).hasToString("shop_orders_total");
    assertThat(orders.value().hashCode()).isEqualTo(Shop.orders().value().hashCode());
    assertThat(orders.value()).isNotEqualTo(Shop.open().value());
  }

  @Test
  void labelsOfTheTargetMayBeDeclared() {
    builds(
        Shop.open().withTargetLabels("cluster").value().sum(Grouping.by("cluster")),
        "sum by (cluster) (shop_orders_open)");
  }

  @Test
  void infoSeriesAreChosenByConditionsOnTheirOwnLabels() {
    InstantVector open = Shop.open().value();
    builds(open.info(), "info(shop_orders_open)");
    builds(
        open.info(label("version").matches("1.*")).sum(Grouping.by("version")),
        "sum by (version) (info(shop_orders_open, {version=~\"1.*\"}))");
  }

  @Test
  void aGaugeThatOnlyGrowsCanBeTakenForACounter() {
    builds(Shop.open().asCounter().rate(WINDOW), "rate(shop_orders_open[5m])");
  }
}
