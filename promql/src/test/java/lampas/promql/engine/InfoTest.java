package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InfoTest {
  private final QueryFixture shop =
      QueryFixture.everyTenSeconds(
          "orders{instance=\"i1\",job=\"shop\"} 1 2 3 4",
          "orders{instance=\"i2\",job=\"shop\"} 5 6 7 8",
          "target_info{instance=\"i1\",job=\"shop\",version=\"1\",zone=\"a\"} 1 1 stale",
          "target_info{instance=\"i1\",job=\"shop\",version=\"2\",zone=\"a\"} _ _ 1 1",
          "build_info{instance=\"i1\",job=\"shop\",commit=\"c0\",version=\"1\"} 1 1 1 1");

  @Test
  void addsTheLabelsOfTheSameInstanceAndJob() {
    assertThat(shop.at(0, "info(orders)"))
        .containsExactly(
            "orders{instance=\"i1\", job=\"shop\", version=\"1\", zone=\"a\"} 1",
            "orders{instance=\"i2\", job=\"shop\"} 5");
  }

  @Test
  void labelsMayChangeFromStepToStep() {
    assertThat(shop.range(10, 20, 10, "info(orders{instance=\"i1\"})"))
        .containsExactly(
            "orders{instance=\"i1\", job=\"shop\", version=\"1\", zone=\"a\"} 2@10",
            "orders{instance=\"i1\", job=\"shop\", version=\"2\", zone=\"a\"} 3@20");
  }

  @Test
  void matchersChooseTheLabelsAndDropWhatHasNone() {
    assertThat(shop.at(0, "info(orders, {zone=~\".+\"})"))
        .containsExactly("orders{instance=\"i1\", job=\"shop\", zone=\"a\"} 1");
    assertThat(shop.at(0, "info(orders, {zone=~\".*\"})"))
        .containsExactly(
            "orders{instance=\"i1\", job=\"shop\", zone=\"a\"} 1",
            "orders{instance=\"i2\", job=\"shop\"} 5");
  }

  @Test
  void aMatcherOnTheNameChoosesTheInfoMetric() {
    assertThat(shop.at(0, "info(orders{instance=\"i1\"}, {__name__=\"build_info\"})"))
        .containsExactly("orders{commit=\"c0\", instance=\"i1\", job=\"shop\", version=\"1\"} 1");
    assertThat(shop.at(0, "info(orders{instance=\"i1\"}, {__name__!=\"target_info\"})"))
        .containsExactly("orders{commit=\"c0\", instance=\"i1\", job=\"shop\", version=\"1\"} 1");
  }

  @Test
  void infoMetricsThemselvesGetNoLabels() {
    assertThat(shop.at(0, "info(build_info, {__name__=~\".+_info\"})"))
        .containsExactly(
            "build_info{commit=\"c0\", instance=\"i1\", job=\"shop\", version=\"1\"} 1");
  }

  @Test
  void differentValuesOfTwoInfoMetricsAreAnError() {
    assertThat(shop.errorAt(20, "info(orders, {__name__=~\".+_info\"})"))
        .isEqualTo("conflicting label: version");
  }

  @Test
  void theNewerOfTwoCounts() {
    QueryFixture moved =
        QueryFixture.everyTenSeconds(
            "orders{instance=\"i\",job=\"j\"} 1 1 1",
            "target_info{instance=\"i\",job=\"j\",zone=\"a\"} 1 1 _",
            "target_info{instance=\"i\",job=\"j\",zone=\"b\"} _ _ 1");

    assertThat(moved.at(20, "info(orders)"))
        .containsExactly("orders{instance=\"i\", job=\"j\", zone=\"b\"} 1");
  }

  @Test
  void twoOfTheSameTimeAreAnError() {
    QueryFixture twice =
        QueryFixture.everyTenSeconds(
            "orders{instance=\"i\",job=\"j\"} 1",
            "target_info{instance=\"i\",job=\"j\",zone=\"a\"} 1",
            "target_info{instance=\"i\",job=\"j\",zone=\"b\"} 1");

    assertThat(twice.errorAt(0, "info(orders)"))
        .isEqualTo(
            "found duplicate series for info metric: existing {__name__=\"target_info\","
                + " instance=\"i\", job=\"j\", zone=\"a\"} @ 0, new {__name__=\"target_info\","
                + " instance=\"i\", job=\"j\", zone=\"b\"} @ 0");
  }

  @Test
  void offsetAndAtCountForTheInfoSeriesToo() {
    String version2 = "orders{instance=\"i1\", job=\"shop\", version=\"2\", zone=\"a\"} ";
    String version1 = "orders{instance=\"i1\", job=\"shop\", version=\"1\", zone=\"a\"} ";
    assertThat(shop.at(30, "info(orders{instance=\"i1\"})")).containsExactly(version2 + 4);
    assertThat(shop.at(30, "info(orders{instance=\"i1\"} offset 20s)"))
        .containsExactly(version1 + 2);
    assertThat(shop.at(30, "info(orders{instance=\"i1\"} @ 0)")).containsExactly(version1 + 1);
    assertThat(shop.at(30, "info(last_over_time(orders{instance=\"i1\"}[10s:1s] offset 20s))"))
        .containsExactly(version1 + 2);
  }

  @Test
  void aNameThatWasDroppedStaysDropped() {
    assertThat(shop.at(0, "info(abs(orders{instance=\"i1\"}))"))
        .containsExactly("{instance=\"i1\", job=\"shop\", version=\"1\", zone=\"a\"} 1");
  }

  @Test
  void manyInstancesAreNotAskedForByName() {
    String[] series = new String[602];
    for (int i = 0; i < 600; i++) {
      series[i] = "orders{instance=\"%d\",job=\"shop\"} 1".formatted(i);
    }
    series[600] = "target_info{instance=\"7\",job=\"shop\",zone=\"a\"} 1";
    series[601] = "target_info{instance=\"nobody\",job=\"shop\",zone=\"a\"} 1";

    assertThat(QueryFixture.everyTenSeconds(series).at(0, "count by (zone) (info(orders))"))
        .containsExactly("{} 599", "{zone=\"a\"} 1");
  }
}
