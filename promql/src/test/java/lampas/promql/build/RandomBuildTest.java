package lampas.promql.build;

import static lampas.promql.build.Condition.label;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Printer;
import lampas.promql.syntax.Trees;
import org.junit.jupiter.api.Test;

/** Whatever is built reads back to the same tree and prints the same again. */
class RandomBuildTest {
  private static final int EXPRESSIONS = 1_000;
  private static final long SEED = 20_261_126;
  private static final List<String> NUMBER_FUNCTIONS =
      List.of("abs", "ceil", "sgn", "hour", "round", "sort", "timestamp", "absent");
  private static final List<String> WINDOW_FUNCTIONS =
      List.of("avg_over_time", "max_over_time", "last_over_time", "changes", "stddev_over_time");

  private final Random random = new Random(SEED);

  @Test
  void whatIsBuiltReadsBackToTheSameTree() {
    int refused = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      Part part;
      try {
        part = random.nextInt(8) == 0 ? scalar(4) : vector(5);
      } catch (BuildException meaningless) {
        refused++;
        continue;
      }
      String text = part.text();
      var parsed = Parser.parse(text);
      assertThat(Trees.sameShape(part.node().tree(), parsed))
          .as("seed %s: %s", SEED, text)
          .isTrue();
      assertThat(Printer.print(parsed)).as("seed %s", SEED).isEqualTo(text);
      assertThat(part.expression()).isEqualTo(parsed);
    }
    assertThat(refused).as("seed %s", SEED).isLessThan(EXPRESSIONS / 2);
  }

  private InstantVector vector(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> binary(depth);
      case 3 -> scalar(depth - 1).times(vector(depth - 1));
      case 4 -> vector(depth - 1).negated();
      case 5 -> aggregation(vector(depth - 1));
      case 6 -> vector(depth - 1).call(any(NUMBER_FUNCTIONS));
      case 7 -> range(depth - 1).call(any(WINDOW_FUNCTIONS));
      case 8 -> Shop.orders().over(duration()).rate();
      case 9 -> Shop.duration().quantile(random.nextDouble(), duration(), Grouping.by("job"));
      case 10 -> scalar(depth - 1).toVector();
      default -> leaf();
    };
  }

  private InstantVector leaf() {
    GaugeMetric open = Shop.open();
    if (random.nextBoolean()) {
      open = open.where(label("job").is(any(HostileTexts.all())));
    }
    if (random.nextInt(4) == 0) {
      open = open.offset(random.nextBoolean() ? duration() : duration().negated());
    }
    return switch (random.nextInt(6)) {
      case 0 -> open.at(Instant.ofEpochMilli(random.nextLong() >> 12)).value();
      case 1 -> open.atStart().value();
      default -> open.value();
    };
  }

  private RangeVector range(int depth) {
    RangeVector range =
        random.nextBoolean()
            ? vector(depth).over(duration(), duration())
            : Shop.open().over(duration());
    return switch (random.nextInt(4)) {
      case 0 -> range.offset(duration());
      case 1 -> range.atEnd();
      default -> range;
    };
  }

  private InstantVector binary(int depth) {
    InstantVector left = vector(depth - 1);
    InstantVector right = vector(depth - 1);
    Comparison comparison = any(List.of(Comparison.values()));
    Matching matching =
        any(List.of(Matching.allLabels(), Matching.on(), Matching.on().groupLeft()));
    return switch (random.nextInt(11)) {
      case 0 -> left.plus(right, matching);
      case 1 -> left.minus(right);
      case 2 -> left.times(right);
      case 3 -> left.dividedBy(scalar(depth - 1));
      case 4 -> left.toThePowerOf(right);
      case 5 -> left.atan2(right);
      case 6 -> left.keep(comparison, right);
      case 7 -> left.compare(comparison, right, matching);
      case 8 -> left.and(right, Matching.on());
      case 9 -> left.or(right);
      default -> left.unless(right);
    };
  }

  private InstantVector aggregation(InstantVector vector) {
    Grouping grouping = any(List.of(Grouping.all(), Grouping.by("job"), Grouping.without()));
    return switch (random.nextInt(4)) {
      case 0 -> vector.sum(grouping);
      case 1 -> vector.top(random.nextInt(10), grouping);
      case 2 -> vector.countValues("value", grouping);
      default -> vector.aggregate(Aggregator.STDDEV, grouping);
    };
  }

  private Scalar scalar(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return Scalar.of(number());
    }
    Scalar left = scalar(depth - 1);
    return switch (random.nextInt(7)) {
      case 0 -> left.plus(scalar(depth - 1));
      case 1 -> left.toThePowerOf(scalar(depth - 1));
      case 2 -> left.modulo(scalar(depth - 1));
      case 3 -> left.negated();
      case 4 -> left.compare(Comparison.LESS, scalar(depth - 1));
      case 5 -> vector(depth - 1).toScalar();
      default -> Scalar.time();
    };
  }

  private double number() {
    return switch (random.nextInt(9)) {
      case 0 -> Double.POSITIVE_INFINITY;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> Double.NaN;
      case 3 -> -.0;
      case 4 -> Double.longBitsToDouble(random.nextLong());
      case 5 -> Double.MIN_VALUE;
      default -> random.nextInt(200) - 100;
    };
  }

  private Duration duration() {
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ofMillis(1 + random.nextInt(10_000));
      case 1 -> Duration.ofDays(1 + random.nextInt(100_000));
      default -> Duration.ofSeconds(1 + random.nextInt(100_000));
    };
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
