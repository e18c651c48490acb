package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsTest {
  private final QueryFixture series =
      QueryFixture.everyTenSeconds(
          "a{x=\"1\"} 1 2 3",
          "a{x=\"2\"} 10 20 30",
          "b{x=\"1\"} 5 5 5",
          "b{x=\"3\"} 6 6 6",
          "cpu{host=\"h\",core=\"0\"} 3 3 3",
          "cpu{host=\"h\",core=\"1\"} 4 4 4",
          "role{host=\"h\",role=\"db\"} 2 2 2",
          "moving{id=\"old\",host=\"h\"} 1 stale _",
          "moving{id=\"new\",host=\"h\"} _ _ 2");

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3         | 7",
        "2 ^ 3 ^ 2         | 512",
        "-2 ^ 2            | -4",
        "7 % 3             | 1",
        "-7 % 3            | -1",
        "1 / 0             | +Inf",
        "0 / 0             | NaN",
        "1 ^ NaN           | 1",
        "3 atan2 4         | 0.6435011087932844",
        "2 > bool 1        | 1",
        "2 == bool 3       | 0",
        "NaN == bool NaN   | 0",
        "scalar(a)         | NaN",
        "scalar(b{x=\"1\"}) | 5",
      })
  void scalarsCompute(String query, String expected) {
    assertThat(series.at(0, query)).containsExactly(expected);
  }

  @Test
  void arithmeticWithAScalarDropsTheName() {
    assertThat(series.at(10, "a * 2")).containsExactly("{x=\"1\"} 4", "{x=\"2\"} 40");
    assertThat(series.at(10, "-a")).containsExactly("{x=\"1\"} -2", "{x=\"2\"} -20");
  }

  @Test
  void aComparisonFiltersAndKeepsTheVectorsValue() {
    assertThat(series.at(10, "a > 5")).containsExactly("a{x=\"2\"} 20");
    assertThat(series.at(10, "5 < a")).containsExactly("a{x=\"2\"} 20");
    assertThat(series.at(10, "a > bool 5")).containsExactly("{x=\"1\"} 0", "{x=\"2\"} 1");
    assertThat(series.range(0, 20, 10, "a > 2"))
        .containsExactly("a{x=\"1\"} 3@20", "a{x=\"2\"} 10@0 20@10 30@20");
  }

  @Test
  void vectorsMeetWhereAllLabelsAgree() {
    assertThat(series.range(0, 20, 10, "a + b")).containsExactly("{x=\"1\"} 6@0 7@10 8@20");
    assertThat(series.at(0, "a < b")).containsExactly("a{x=\"1\"} 1");
  }

  @Test
  void manyMeetOneWithGroupLeft() {
    assertThat(series.at(0, "cpu * on(host) group_left(role) role"))
        .containsExactly(
            "{core=\"0\", host=\"h\", role=\"db\"} 6", "{core=\"1\", host=\"h\", role=\"db\"} 8");
    assertThat(series.at(0, "role - on(host) group_right cpu"))
        .containsExactly("{core=\"0\", host=\"h\"} -1", "{core=\"1\", host=\"h\"} -2");
  }

  @Test
  void manyMayNotMeetOneUnasked() {
    assertThat(series.errorAt(0, "cpu * on(host) role"))
        .isEqualTo(
            "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)");
    assertThat(series.errorAt(0, "role * on(host) cpu"))
        .isEqualTo(
            "found duplicate series for the match group {host=\"h\"} on the right hand-side of the"
                + " operation: [{__name__=\"cpu\", core=\"0\", host=\"h\"}, {__name__=\"cpu\","
                + " core=\"1\", host=\"h\"}];many-to-many matching not allowed: matching labels must"
                + " be unique on one side");
    assertThat(series.errorAt(0, "cpu * on(host) group_left(core) role"))
        .isEqualTo("multiple matches for labels: grouping labels must ensure unique matches");
  }

  @Test
  void aSeriesThatTookOverMeetsInItsPlace() {
    assertThat(series.range(0, 20, 10, "moving + on(host) role"))
        .containsExactly("{host=\"h\"} 3@0 4@20");
    assertThat(series.range(0, 20, 10, "cpu{core=\"0\"} + on(host) moving"))
        .containsExactly("{host=\"h\"} 4@0 5@20");
  }

  @Test
  void setOperatorsLookAtTheOtherSideStepByStep() {
    assertThat(series.range(0, 20, 10, "a and b")).containsExactly("a{x=\"1\"} 1@0 2@10 3@20");
    assertThat(series.at(0, "a unless b")).containsExactly("a{x=\"2\"} 10");
    assertThat(series.at(0, "a or b"))
        .containsExactly("a{x=\"1\"} 1", "a{x=\"2\"} 10", "b{x=\"3\"} 6");
    assertThat(series.range(0, 20, 10, "a{x=\"1\"} > 2 or b{x=\"1\"}"))
        .containsExactly("a{x=\"1\"} 3@20", "b{x=\"1\"} 5@0 5@10");
  }

  @Test
  void seriesThatBecomeTheSameAreAnError() {
    assertThat(series.errorAt(0, "{x=\"1\"} * 2"))
        .isEqualTo("vector cannot contain metrics with the same labelset");
    assertThat(series.errorAt(0, "rate({x=\"1\"}[1m] offset -20s)"))
        .isEqualTo("vector cannot contain metrics with the same labelset");
  }

  @Test
  void aMissingSideIsFilledIn() {
    assertThat(series.at(0, "a + fill(0) b"))
        .containsExactly("{x=\"1\"} 6", "{x=\"2\"} 10", "{x=\"3\"} 6");
    assertThat(series.at(0, "a + fill_right(1) b")).containsExactly("{x=\"1\"} 6", "{x=\"2\"} 11");
  }
}
