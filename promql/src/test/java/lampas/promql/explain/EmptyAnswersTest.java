package lampas.promql.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.promql.Dialect;
import lampas.promql.PromqlException;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.engine.QueryLimits;
import lampas.promql.engine.QueryOptions;
import lampas.promql.script.SeriesFixture;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.ValueType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EmptyAnswersTest {
  private static final long TIME = 600_000;

  private final Engine engine = Engine.create(EngineOptions.defaults());
  private final SeriesFixture data =
      SeriesFixture.of(
          Duration.ofMinutes(1),
          "requests_total{job=\"api\", code=\"200\"} 0+60x20",
          "requests_total{job=\"api\", code=\"404\"} 0+6x20",
          "requests_total{job=\"web\", code=\"200\"} 0+30x20",
          "up{job=\"api\", instance=\"a:1\"} 1x20",
          "up{job=\"web\", instance=\"b:1\"} 1x20",
          "ended 1 2 3 stale",
          "old 1 2",
          "late _x15 7",
          "single _x8 5",
          "latency_bucket{le=\"1\"} 1x20",
          "latency_bucket{le=\"+Inf\"} 2x20",
          "native {{schema:0 count:4 sum:6 buckets:[0 4]}}x20",
          "limits{service=\"api\"} 5x20");

  private List<EmptyReason> reasons(Engine engine, String query) {
    QueryOptions options = QueryOptions.none().withText(query);
    Expression expression = Parser.parse(query, engine.options().parser());
    QueryAnswer answer = engine.instant(data, expression, TIME, options);
    return EmptyAnswers.instant(answer, engine, data, expression, TIME, options).emptyReasons();
  }

  private static String line(EmptyReason reason, String query) {
    return "%s [%s] %s"
        .formatted(
            reason.kind().text(), query.substring(reason.start(), reason.end()), reason.message());
  }

  @TestFactory
  Stream<DynamicTest> theReasonIsNamed() throws IOException {
    String text;
    try (InputStream in = EmptyAnswersTest.class.getResourceAsStream("empty-answers.txt")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    return Stream.of(text.split("\n\n", -1))
        .filter(part -> !part.startsWith("#"))
        .map(part -> part.lines().map(String::strip).toList())
        .map(lines ->
            DynamicTest.dynamicTest(
                lines.getFirst(),
                () ->
                    assertThat(reasons(engine, lines.getFirst()))
                        .extracting(reason -> line(reason, lines.getFirst()))
                        .isEqualTo(lines.subList(1, lines.size()))));
  }

  @Test
  void anAnswerThatIsNotEmptyHasNoReasons() {
    for (String query : List.of("up", "1", "\"text\"", "up[5m]", "absent(nope)", "vector(1)")) {
      assertThat(reasons(engine, query)).as(query).isEmpty();
    }
  }

  @Test
  void aRangeIsExplainedIfAllOfItIsEmpty() {
    QueryOptions options = QueryOptions.none();
    Expression late = Parser.parse("late > 6");
    QueryAnswer whole = engine.range(data, late, 0, 1_200_000, 60_000, options);
    assertThat(
            EmptyAnswers.range(whole, engine, data, late, 0, 1_200_000, 60_000, options)
                .emptyReasons())
        .isEmpty();
    Expression more = Parser.parse("late > 7");
    QueryAnswer none = engine.range(data, more, 0, 1_200_000, 60_000, options);
    assertThat(
            EmptyAnswers.range(none, engine, data, more, 0, 1_200_000, 60_000, options)
                .emptyReasons())
        .extracting(EmptyReason::message)
        .containsExactly("> 7 lets nothing of 1 series pass (always 7)");
  }

  @Test
  void prometheus2IsExplainedAsItIsEvaluated() {
    Engine earlier = Engine.create(EngineOptions.defaults().withDialect(Dialect.PROMETHEUS_2));
    /* Its windows are closed on the left, so that one of a minute has two samples. */
    assertThat(reasons(engine, "rate(up[1m])"))
        .extracting(EmptyReason::kind)
        .containsExactly(EmptyReason.Kind.TOO_FEW_SAMPLES);
    assertThat(reasons(earlier, "rate(up[1m])")).isEmpty();
    assertThat(reasons(earlier, "holt_winters(nope[5m], 0.5, 0.5)"))
        .extracting(EmptyReason::message)
        .containsExactly("no metric is named nope");
  }

  @Test
  void whatCannotBeFoundOutSaysSoAndTheAnswerStays() {
    String query = "sum(up) > count_over_time(requests_total[9m:1s])";
    Expression expression = Parser.parse(query);
    QueryOptions options = QueryOptions.none();
    QueryAnswer answer = engine.instant(data, expression, TIME, options);
    Engine small =
        Engine.create(EngineOptions.defaults().withLimits(QueryLimits.defaults().withSamples(100)));

    QueryAnswer explained = EmptyAnswers.instant(answer, small, data, expression, TIME, options);

    assertThat(explained.result()).isEqualTo(answer.result());
    assertThat(explained.emptyReasons())
        .singleElement()
        .satisfies(reason -> {
          assertThat(reason.kind()).isEqualTo(EmptyReason.Kind.GAVE_UP);
          assertThat(reason.message())
              .isEqualTo(
                  "could not find out why: query processing would load too many samples into memory"
                      + " in query execution");
        });
  }

  /** Of every empty answer there is a reason, and the part that it speaks of is empty itself. */
  @Test
  void reasonsHoldForQueriesThatNobodyWrote() {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      int explained = 0;
      for (int i = 0; i < 3_000; i++) {
        String query = vector(random, 3);
        List<EmptyReason> reasons = new ArrayList<>();
        boolean empty;
        try {
          empty = isEmpty(query);
          reasons.addAll(reasons(engine, query));
        } catch (PromqlException failed) {
          continue;
        }
        assertThat(reasons.isEmpty()).as("seed %d: %s", seed, query).isEqualTo(!empty);
        for (EmptyReason reason : reasons) {
          String part = query.substring(reason.start(), reason.end());
          assertThat(isEmpty(part)).as("seed %d: %s of %s", seed, reason, query).isTrue();
        }
        explained += empty ? 1 : 0;
      }
      assertThat(explained).as("empty answers of seed %d", seed).isGreaterThan(500);
    }
  }

  private boolean isEmpty(String query) {
    boolean window = Parser.parse(query).type() == ValueType.RANGE_VECTOR;
    String asked = window ? "count_over_time(" + query + ")" : query;
    return ((QueryResult.Vector) engine.instant(data, asked, TIME).result()).samples().isEmpty();
  }

  private static String vector(Random random, int depth) {
    if (depth == 0) {
      return selector(random);
    }
    return switch (random.nextInt(10)) {
      case 0 -> "sum by (job) (" + vector(random, depth - 1) + ")";
      case 1 ->
          "(" + vector(random, depth - 1) + one(random, " > 3", " == 1", " * 2", " < 0") + ")";
      case 2 -> one(random, "rate(", "max_over_time(", "delta(") + selector(random) + "[5m])";
      case 3 -> "abs(" + vector(random, depth - 1) + ")";
      case 4 -> "topk(" + random.nextInt(2) + ", " + vector(random, depth - 1) + ")";
      case 5 -> "histogram_quantile(0.5, " + vector(random, depth - 1) + ")";
      case 6, 7 ->
          "("
              + vector(random, depth - 1)
              + one(random, " and ", " or ", " unless ", " + on(job) ", " > on(job) ")
              + vector(random, depth - 1)
              + ")";
      case 8 -> "absent(" + vector(random, depth - 1) + ")";
      default -> selector(random);
    };
  }

  private static String selector(Random random) {
    return one(
            random,
            "requests_total",
            "up",
            "ended",
            "old",
            "single",
            "latency_bucket",
            "native",
            "nope")
        + one(random, "", "", "{job=\"api\"}", "{job=\"x\"}", "{code=~\"2..\"}");
  }

  private static String one(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }
}
