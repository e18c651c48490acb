package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameRemovalTest {
  private final QueryFixture atOnce =
      QueryFixture.everyTenSeconds("a_total{x=\"1\"} 0+10x6", "b_total{x=\"1\"} 0+20x6");
  private final QueryFixture delayed =
      atOnce.with(EngineOptions.defaults().withNameRemoval(EngineOptions.NameRemoval.DELAYED));

  @Test
  void removedAtOnceANameCannotBeCopied() {
    String query = "label_replace(rate(a_total[1m]), \"n\", \"$1\", \"__name__\", \"(.+)\")";

    assertThat(atOnce.at(60, query)).containsExactly("{x=\"1\"} 1");
    assertThat(delayed.at(60, query)).containsExactly("{n=\"a_total\", x=\"1\"} 1");
  }

  @Test
  void removedLateItKeepsSeriesApartUntilTheEnd() {
    String query = "sum(rate({x=\"1\"}[1m]))";

    assertThat(atOnce.errorAt(60, query))
        .isEqualTo("vector cannot contain metrics with the same labelset");
    assertThat(delayed.at(60, query)).containsExactly("{} 3");
    assertThat(delayed.errorAt(60, "rate({x=\"1\"}[1m])"))
        .isEqualTo("vector cannot contain metrics with the same labelset");
  }

  @Test
  void typeAndUnitGoWithTheName() {
    QueryFixture typed =
        QueryFixture.everyTenSeconds(
            "a{__type__=\"gauge\",__unit__=\"bytes\",x=\"1\"} 4", "b{x=\"1\"} 2");

    assertThat(typed.at(0, "-a")).containsExactly("{x=\"1\"} -4");
    assertThat(typed.at(0, "abs(a)")).containsExactly("{x=\"1\"} 4");
    assertThat(typed.at(0, "a * on(x) b")).containsExactly("{x=\"1\"} 8");
    assertThat(typed.at(0, "a > bool 1")).containsExactly("{x=\"1\"} 1");
    assertThat(typed.at(0, "max_over_time(a[1m])")).containsExactly("{x=\"1\"} 4");
    assertThat(typed.at(0, "a > 1"))
        .containsExactly("a{__type__=\"gauge\", __unit__=\"bytes\", x=\"1\"} 4");
  }
}
