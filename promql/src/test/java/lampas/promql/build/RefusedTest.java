package lampas.promql.build;

import static lampas.promql.build.Condition.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import lampas.model.error.ErrorKind;
import lampas.promql.syntax.Aggregator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What cannot be built, and the messages that say so. */
class RefusedTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static void refuses(ThrowingCallable building, String message) {
    assertThatThrownBy(building).isInstanceOf(BuildException.class).hasMessage(message);
  }

  @Test
  void aHandleOfAnotherKindIsRefusedAtOnce() {
    refuses(() -> Metrics.counter(Shop.OPEN), "shop_orders_open: is a gauge (expected: counter)");
    refuses(
        () -> Metrics.gauge(Shop.ORDERS),
        "shop_orders_total: is a counter (expected: gauge, stateset, info)");
    refuses(
        () -> Metrics.histogram(Shop.WAIT),
        "shop_wait_seconds: is a summary (expected: histogram)");
    refuses(
        () -> Metrics.summary(Shop.DURATION),
        "shop_order_duration_seconds: is a histogram (expected: summary)");
  }

  @Test
  void aRateOfWhatGoesUpAndDownIsRefused() {
    refuses(
        () -> Shop.open().over(WINDOW).rate(),
        "rate: of values that go up and down (expected: counters)");
    refuses(
        () -> Shop.orders().value().sum(Grouping.all()).over(WINDOW).increase(),
        "increase: of values that go up and down (expected: counters)");
    refuses(
        () -> Shop.orders().rate(WINDOW).over(WINDOW).rate(),
        "rate: of values that go up and down (expected: counters)");
    refuses(
        () -> Shop.orders().over(WINDOW).call("deriv"),
        "deriv: of counters (expected: values that go up and down)");
    assertThat(Shop.orders().value().over(WINDOW).rate().text())
        .isEqualTo("rate(shop_orders_total[5m:])");
  }

  @Test
  void aQuantileOfWhatIsNoHistogramIsRefused() {
    refuses(
        () -> Shop.orders().rate(WINDOW).histogramQuantile(.9),
        "histogram_quantile: of values that go up and down"
            + " (expected: buckets of classic histograms, or native histograms)");
    refuses(
        () -> Shop.duration().rate(WINDOW).call("histogram_avg"),
        "histogram_avg: of buckets of classic histograms (expected: native histograms)");
    refuses(
        () -> Shop.duration().rate(WINDOW).maximum(Grouping.by("le")).histogramQuantile(.9),
        "histogram_quantile: of values that go up and down"
            + " (expected: buckets of classic histograms, or native histograms)");
  }

  @Test
  void bucketsWithoutTheirBoundsAreRefused() {
    refuses(
        () -> Shop.duration().rate(WINDOW).sum(Grouping.by("payment")).histogramQuantile(.9),
        "histogram_quantile: the buckets have lost their label le on the way"
            + " (expected: le kept, as in by (le, …))");
    refuses(
        () -> Shop.duration().rate(WINDOW).sum(Grouping.without("le")).histogramFraction(0, 1),
        "histogram_fraction: the buckets have lost their label le on the way"
            + " (expected: le kept, as in by (le, …))");
  }

  @Test
  void nativeHistogramsAreNoNumbers() {
    InstantVector rate = Shop.fine().rate(WINDOW);
    refuses(
        () -> rate.maximum(Grouping.all()),
        "max: of native histograms (expected: numbers, such as their quantile)");
    refuses(
        () -> rate.plus(Scalar.of(1)),
        "+: of native histograms (expected: numbers, such as their quantile)");
    refuses(
        () -> rate.keep(Comparison.LESS, Scalar.of(1)),
        "<: of native histograms (expected: numbers, such as their quantile)");
    refuses(
        () -> rate.call("abs"),
        "abs: of native histograms (expected: numbers, such as a quantile of them)");
    refuses(
        () -> rate.toScalar(),
        "scalar: of native histograms (expected: numbers, such as a quantile of them)");
    refuses(
        () -> rate.or(Metrics.up().value()),
        "or: of native histograms and of values that go up and down"
            + " (expected: the same on both sides)");
    refuses(
        () -> Metrics.up().value().trimUpper(Scalar.of(1)),
        "</: of values that go up and down (expected: native histograms)");
    refuses(
        () -> Shop.fine().count(),
        "shop_fine_seconds: count of native buckets only"
            + " (expected: classic buckets; or histogram_count and such)");
    refuses(
        () -> Shop.duration().histograms(),
        "shop_order_duration_seconds: has no native buckets (expected: a definition with them)");
    refuses(
        () -> Shop.duration().countUpTo(2),
        "shop_order_duration_seconds: no bucket up to 2 (expected: one of [0.5, 1.0, 5.0])");
  }

  @Test
  void labelsThatTheSeriesDoNotHaveAreRefused() {
    refuses(
        () -> Shop.open().where(label("paymnet").is("card")),
        "condition: no label \"paymnet\" here"
            + " (expected: one of instance, job, payment, nearest: payment)");
    refuses(
        () -> Shop.open().value().sum(Grouping.by("job")).sum(Grouping.by("payment")),
        "by: no label \"payment\" here (expected: one of job)");
    refuses(
        () -> Shop.open().value().sum(Grouping.all()).sum(Grouping.without("job")),
        "without: no label \"job\" here (expected: no label, there is none)");
    refuses(
        () -> Shop.open().value().plus(Metrics.up().value(), Matching.on("payment")),
        "on, right side: no label \"payment\" here (expected: one of instance, job)");
    refuses(
        () -> Metrics.up().value().plus(Shop.open().value(), Matching.on("payment")),
        "on, left side: no label \"payment\" here (expected: one of instance, job)");
    refuses(
        () -> Shop.open().value().plus(Metrics.up().value(), Matching.ignoring("le")),
        "ignoring: no label \"le\" here (expected: one of instance, job, payment)");
    refuses(
        () ->
            Shop.open().value().plus(Metrics.up().value(), Matching.on("job").groupLeft("payment")),
        "group_left: no label \"payment\" here (expected: one of instance, job)");
    refuses(
        () -> Shop.open().value().plus(Metrics.up().value(), Matching.on("job").groupLeft("job")),
        "group_left: label job is also one of on (expected: another one)");
    refuses(
        () ->
            Shop.open()
                .value()
                .call("label_replace", Text.of("x"), Text.of("$1"), Text.of("y"), Text.of("(.*)")),
        "label_replace: no label \"y\" here (expected: one of instance, job, payment)");
    refuses(
        () -> Shop.open().value().call("sort_by_label", Text.of("y")),
        "sort_by_label: no label \"y\" here (expected: one of instance, job, payment)");
    refuses(
        () -> Shop.duration().where(label("le").is("1")),
        "condition: no label \"le\" here (expected: one of instance, job, payment)");
  }

  @Test
  void anOperatorLeavesOnlyTheLabelsOfTheMatching() {
    InstantVector open = Shop.open().value();
    refuses(
        () -> open.plus(open, Matching.on("job")).sum(Grouping.by("payment")),
        "by: no label \"payment\" here (expected: one of job)");
    refuses(
        () -> open.plus(open, Matching.ignoring("payment")).sum(Grouping.by("payment")),
        "by: no label \"payment\" here (expected: one of instance, job)");
    assertThat(open.and(open, Matching.on("job")).sum(Grouping.by("payment")).text())
        .isEqualTo("sum by (payment) (shop_orders_open and on (job) shop_orders_open)");
    assertThat(open.countValues("n", Grouping.all()).sum(Grouping.by("n")).text())
        .isEqualTo("sum by (n) (count_values(\"n\", shop_orders_open))");
    assertThat(open.top(1, Grouping.all()).sum(Grouping.by("payment")).text())
        .isEqualTo("sum by (payment) (topk(1, shop_orders_open))");
  }

  @Test
  void valuesThatALabelCannotHaveAreRefused() {
    refuses(
        () -> Shop.open().where(label("payment").is("credit")),
        "label payment: \"credit\" (expected: one of card, cash)");
    refuses(
        () -> Shop.open().where(label("payment").isOneOf("card", "gold")),
        "label payment: \"gold\" (expected: one of card, cash)");
    refuses(
        () -> Shop.open().where(label("payment").matches("card.+")),
        "label payment: \"card.+\" matches none of its values (expected: one of card, cash)");
    refuses(() -> label("payment").isOneOf(), "label payment: no values (expected: at least one)");
  }

  @Test
  void malformedRegularExpressionsAreRefused() {
    refuses(
        () -> label("job").matches("a("),
        "label job: regular expression \"a(\", missing closing ) (expected: RE2 syntax)");
    assertThatThrownBy(() -> label("job").matches("a)(b")).isInstanceOf(BuildException.class);
    assertThatThrownBy(() -> label("job").doesNotMatch("(?=a)")).isInstanceOf(BuildException.class);
    refuses(
        () -> label("job").matches("(((a{1000}){1000}){1000})"),
        "label job: expression too large (expected: a smaller one)");
  }

  @Test
  void durationsAndTimesAreChecked() {
    refuses(() -> Shop.orders().rate(Duration.ZERO), "window: PT0S (expected: > 0)");
    refuses(() -> Shop.orders().rate(WINDOW.negated()), "window: PT-5M (expected: > 0)");
    refuses(
        () -> Shop.orders().rate(Duration.ofNanos(1)),
        "window: PT0.000000001S (expected: whole milliseconds)");
    refuses(
        () -> Shop.orders().rate(Duration.ofSeconds(Long.MAX_VALUE)),
        "window: PT2562047788015215H30M7S (expected: at most 292 years)");
    refuses(
        () -> Shop.open().offset(Duration.ofSeconds(Long.MIN_VALUE / 2)),
        "offset: PT-1281023894007607H-45M-4S (expected: at most 292 years)");
    refuses(() -> Shop.open().value().over(WINDOW, Duration.ZERO), "step: PT0S (expected: > 0)");
    refuses(
        () -> Shop.open().at(Instant.MAX),
        "@: +1000000000-12-31T23:59:59.999999999Z"
            + " (expected: whole milliseconds, within 285,000 years of 1970)");
  }

  @Test
  void callsAreCheckedAgainstTheTable() {
    InstantVector up = Metrics.up().value();
    refuses(
        () -> up.call("ceill"),
        "function: \"ceill\" (expected: one of the function table, nearest: ceil)");
    refuses(() -> up.call("rate"), "rate: with (instant vector) (expected: rate(range vector))");
    refuses(
        () -> up.call("clamp", Scalar.of(1)),
        "clamp: with (instant vector, scalar) (expected: clamp(instant vector, scalar, scalar))");
    refuses(
        () -> up.call("scalar"),
        "scalar: gives scalar (expected: a function that gives instant vector)");
    refuses(
        () -> up.aggregate(Aggregator.TOPK, Grouping.all()),
        "topk: without a parameter (expected: a scalar)");
    refuses(
        () -> up.aggregate(Aggregator.SUM, Scalar.of(1), Grouping.all()),
        "sum: with a scalar (expected: no parameter)");
    refuses(
        () -> up.countValues("a b", Grouping.all()),
        "count_values: label name \"a b\" (expected: letters, digits and underscores, not"
            + " reserved)");
    refuses(
        () -> up.and(up, Matching.on("job").groupLeft()),
        "and: with a group or a fill (expected: on or ignoring alone)");
    refuses(() -> Grouping.by("job", "job"), "by: label \"job\" comes twice (expected: once)");
  }

  @Test
  void whatNestsTooDeeplyIsALimitAndNoCrash() {
    BuildException deep =
        catchThrowableOfType(
            BuildException.class,
            () -> {
              InstantVector sum = Metrics.up().value();
              for (int i = 0; i < 100_000; i++) {
                sum = sum.plus(Scalar.of(1));
              }
            });
    assertThat(deep.kind()).isEqualTo(ErrorKind.LIMIT);
    assertThat(deep).hasMessage("expression: nests 201 levels deep (expected: at most 200)");

    InstantVector deepest = Metrics.up().value();
    for (int i = 0; i < 199; i++) {
      deepest = deepest.sum(Grouping.by("job"));
    }
    assertThat(deepest.expression().type()).hasToString("instant vector");
  }
}
