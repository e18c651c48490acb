package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrettyPrinterTest {
  private static String pretty(String text) {
    return PrettyPrinter.print(Parser.parse(text));
  }

  @Test
  void whatFitsStaysOnOneLine() {
    assertThat(pretty("sum( rate( x [5m]))by(job)")).isEqualTo("sum by (job) (rate(x[5m]))");
    assertThat(pretty("x{" + "a=\"" + "b".repeat(93) + "\"}")).hasSize(100).doesNotContain("\n");
    assertThat(pretty("abs(" + "x".repeat(95) + ")")).hasSize(100).doesNotContain("\n");
    assertThat(pretty("abs(" + "x".repeat(96) + ")")).contains("\n");
  }

  @Test
  void whatDoesNotFitIsIndentedLevelByLevel() {
    assertThat(
            pretty(
                "histogram_quantile(0.99,sum by(le,job)(rate(request_duration_seconds_bucket{zone=\"europe\"}"
                    + "[5m]))) > on(job) group_left max by (job) (threshold_of_the_objective_seconds)"))
        .isEqualTo(
            """
              histogram_quantile(
                0.99,
                sum by (le, job) (rate(request_duration_seconds_bucket{zone="europe"}[5m]))
              )
            > on (job) group_left ()
              max by (job) (threshold_of_the_objective_seconds)\
            """);
  }

  @Test
  void parametersSignsParenthesesAndSubqueriesAreSplitToo() {
    String name =
        "a_metric_with_a_name_that_is_so_long_that_nothing_else_fits_beside_it_on_the_line_total";

    assertThat(pretty("-topk(3,(max_over_time(" + name + "[10m:1m] @ start() offset 1m)))"))
        .isEqualTo(
            """
            -topk(
              3,
              (
                max_over_time(
                  %s[10m:1m] @ start() offset 1m
                )
              )
            )\
            """
                .formatted(name));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void formattedTreesReadBackAndStayAsTheyAre(long seed) {
    RandomTree trees = new RandomTree(new Random(seed));
    int split = 0;
    for (int i = 0; i < 5_000; i++) {
      Expression tree = Parser.parse(Printer.print(trees.any(6)));
      String text = PrettyPrinter.print(tree);
      Expression again = Parser.parse(text);
      assertThat(Trees.shape(again))
          .as("tree %s of seed %s: %s", i, seed, text)
          .isEqualTo(Trees.shape(tree));
      assertThat(PrettyPrinter.print(again)).isEqualTo(text);
      split += text.contains("\n") ? 1 : 0;
    }
    assertThat(split).as("trees of more than one line").isGreaterThan(500);
  }
}
