package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  @Test
  void theTableHasEveryFunctionOfPrometheus314() {
    assertThat(Functions.all()).filteredOn(function -> !function.experimental()).hasSize(STABLE);
    assertThat(Functions.all())
        .filteredOn(Function::experimental)
        .extracting(Function::name)
        .containsExactlyInAnyOrder(
            "double_exponential_smoothing",
            "end",
            "histogram_quantiles",
            "info",
            "mad_over_time",
            "max_of",
            "min_of",
            "range",
            "sort_by_label",
            "sort_by_label_desc",
            "start",
            "start_timestamp",
            "step",
            "ts_of_first_over_time",
            "ts_of_last_over_time",
            "ts_of_max_over_time",
            "ts_of_min_over_time");
  }

  @Test
  void eachNameStandsOnceAndIsFound() {
    assertThat(Functions.all()).extracting(Function::name).doesNotHaveDuplicates();
    assertThat(Functions.all())
        .allSatisfy(function -> assertThat(Functions.find(function.name())).hasValue(function));
    assertThat(Functions.find("RATE")).isEmpty();
  }

  @Test
  void eachRowIsWhole() {
    assertThat(Functions.all())
        .allSatisfy(function -> {
          assertThat(function.summary()).matches("[A-Z1e].{5,95}\\.");
          assertThat(function.minimumArguments()).isBetween(0, function.maximumArguments());
          assertThat(function.arguments().size()).isLessThanOrEqualTo(function.maximumArguments());
        });
  }

  @Test
  void theSignatureIsReadable() {
    assertThat(List.of("time", "rate", "round", "label_join", "hour"))
        .extracting(name -> Functions.find(name).orElseThrow().signature())
        .containsExactly(
            "time()",
            "rate(range vector)",
            "round(instant vector, scalar?)",
            "label_join(instant vector, string, string, string?, ...)",
            "hour(instant vector?)");
  }

  @Test
  void theNearestNameIsOneThatCouldBeMeant() {
    assertThat(Functions.nearest("icrease")).map(Function::name).hasValue("increase");
    assertThat(Functions.nearest("avg_overtime")).map(Function::name).hasValue("avg_over_time");
    assertThat(Functions.nearest("Abs")).map(Function::name).hasValue("abs");
    assertThat(Functions.nearest("nonsense")).isEmpty();
    assertThat(Functions.nearest("")).isEmpty();
  }

  @Test
  void theLastArgumentTypeCountsForAllThatFollow() {
    Function join = Functions.find("label_join").orElseThrow();
    assertThat(join.argument(0)).isEqualTo(ValueType.INSTANT_VECTOR);
    assertThat(join.argument(3)).isEqualTo(ValueType.STRING);
    assertThat(join.argument(99)).isEqualTo(ValueType.STRING);
    assertThat(join.isVariadic()).isTrue();
    assertThat(Functions.find("rate").orElseThrow().isVariadic()).isFalse();
  }

  private static final int STABLE = 73;
}
