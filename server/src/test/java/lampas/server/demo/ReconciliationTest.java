package lampas.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final Labels REQUESTS = Labels.of("__name__", "requests_total", "code", "200");
  private static final Labels OPEN = Labels.of("__name__", "open");

  @Test
  void rowsHoldWhenAllStationsSayTheSame() {
    Reconciliation all = everywhere(Map.of(REQUESTS, 12.0, OPEN, -1.0));

    assertThat(all.holds()).isTrue();
    assertThat(all.differences()).isEmpty();
    assertThat(all.table())
        .isEqualTo(
            """
            series                          sent  recorded   exposed    stored   queried
            open                              -1        -1        -1        -1        -1  =
            requests_total{code="200"}        12        12        12        12        12  =
            """);
  }

  @Test
  void anotherNumberAtOneStationIsADifference() {
    Reconciliation all =
        everywhere(Map.of(REQUESTS, 12.0)).with(Station.STORED, Map.of(REQUESTS, 11.0));

    assertThat(all.holds()).isFalse();
    assertThat(all.table()).contains("DIFFERENT");
    assertThat(all.differences())
        .isEqualTo(
            "different: requests_total{code=\"200\"}:"
                + " sent 12 recorded 12 exposed 12 stored 11 queried 12\n");
  }

  @Test
  void dollarsAgreeInTwelveDigits() {
    double sum = 0.1 + 0.2;
    Reconciliation same =
        everywhere(Map.of(REQUESTS, 0.3)).with(Station.QUERIED, Map.of(REQUESTS, sum));
    Reconciliation other =
        everywhere(Map.of(REQUESTS, 0.3)).with(Station.QUERIED, Map.of(REQUESTS, 0.300000000001));

    assertThat(sum).isNotEqualTo(0.3);
    assertThat(same.holds()).isTrue();
    assertThat(same.table()).contains("    0.3000    0.3000  =");
    assertThat(other.holds()).isFalse();
    assertThat(other.differences()).contains("sent 0.3 ").contains("queried 0.300000000001\n");
  }

  @Test
  void whatTheLoadDoesNotSpeakOfMustBeZeroEverywhereElse() {
    Reconciliation idle =
        everywhere(Map.of(REQUESTS, 12.0, OPEN, 0.0)).with(Station.SENT, Map.of(REQUESTS, 12.0));
    Reconciliation unsent =
        everywhere(Map.of(REQUESTS, 12.0, OPEN, 1.0)).with(Station.SENT, Map.of(REQUESTS, 12.0));
    Reconciliation lost =
        everywhere(Map.of(REQUESTS, 12.0, OPEN, 0.0))
            .with(Station.SENT, Map.of(REQUESTS, 12.0))
            .with(Station.STORED, Map.of(REQUESTS, 12.0));

    assertThat(idle.holds()).isTrue();
    assertThat(idle.table()).endsWith("and 1 series that are 0 at all stations\n");
    assertThat(unsent.holds()).isFalse();
    assertThat(lost.holds()).isFalse();
  }

  @Test
  void largeCountsThatDifferByOneAreADifference() {
    Reconciliation all =
        everywhere(Map.of(REQUESTS, 1e11)).with(Station.STORED, Map.of(REQUESTS, 1e11 + 1));

    assertThat(all.holds()).isFalse();
  }

  @Test
  void seriesThatAreZeroEverywhereAreOnlyCounted() {
    assertThat(everywhere(Map.of(REQUESTS, 12.0, OPEN, 0.0)).table())
        .isEqualTo(
            """
            series                          sent  recorded   exposed    stored   queried
            requests_total{code="200"}        12        12        12        12        12  =
            and 1 series that are 0 at all stations
            """);
  }

  @Test
  void aZeroThatOneStationDoesNotHaveIsShown() {
    Reconciliation all =
        everywhere(Map.of(REQUESTS, 12.0))
            .with(Station.SENT, Map.of(OPEN, 0.0))
            .with(Station.EXPOSED, Map.of(OPEN, 0.0));

    assertThat(all.holds()).isFalse();
    assertThat(all.table()).contains("open  ").contains("DIFFERENT");
  }

  @Test
  void absentIsNotZero() {
    Reconciliation all = everywhere(Map.of(REQUESTS, 0.0)).with(Station.QUERIED, Map.of());

    assertThat(all.holds()).isFalse();
    assertThat(all.differences()).endsWith("stored 0 queried absent\n");
  }

  @Test
  void aSeriesThatNobodySentIsADifference() {
    Map<Labels, Double> more = new HashMap<>(Map.of(REQUESTS, 12.0));
    more.put(OPEN, 1.0);
    Reconciliation all = everywhere(Map.of(REQUESTS, 12.0)).with(Station.EXPOSED, more);

    assertThat(all.holds()).isFalse();
    assertThat(all.differences())
        .isEqualTo(
            "different: open: sent absent recorded absent exposed 1 stored absent queried absent\n");
  }

  @Test
  void nothingToCompareIsNotAProof() {
    assertThat(everywhere(Map.of()).holds()).isFalse();
    assertThat(new Reconciliation().with(Station.SENT, Map.of(OPEN, 1.0)).holds()).isFalse();
  }

  private static Reconciliation everywhere(Map<Labels, Double> values) {
    Reconciliation all = new Reconciliation();
    for (Station station : Station.values()) {
      all.with(station, values);
    }
    return all;
  }
}
