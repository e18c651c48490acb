package lampas.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final MetricDefinition REQUESTS =
      MetricDefinition.counter("requests_total").help("Requests.").build();
  private static final MetricDefinition LATENCY =
      MetricDefinition.histogram("latency_seconds").unit(Unit.SECONDS).help("Latency.").build();

  @Test
  void findsDefinitionsByNameAndBySample() {
    Catalogue catalogue = Catalogue.of(REQUESTS).and(Catalogue.of(LATENCY));

    assertThat(catalogue.definitions()).containsExactly(REQUESTS, LATENCY);
    assertThat(catalogue.find("requests_total")).contains(REQUESTS);
    assertThat(catalogue.find("latency_seconds_bucket")).isEmpty();
    assertThat(catalogue.findBySample("latency_seconds_bucket")).contains(LATENCY);
    assertThat(catalogue.findBySample("latency_seconds")).isEmpty();
  }

  @Test
  void aNameMayBeDefinedOnce() {
    assertThatThrownBy(() -> Catalogue.of(REQUESTS, REQUESTS))
        .hasMessage("requests_total: duplicate name (expected: one definition a name)");
  }

  @Test
  void aNameHasOneKind() {
    MetricDefinition gauge =
        MetricDefinition.gauge("requests_total").help("X.").unusualName("test").build();

    assertThatThrownBy(() -> Catalogue.of(REQUESTS, gauge))
        .hasMessage("requests_total: kind clash, counter and gauge (expected: one kind a name)");
  }

  @Test
  void samplesOfTwoMetricsMayNotMeet() {
    MetricDefinition count =
        MetricDefinition.gauge("latency_seconds_count").help("X.").unusualName("test").build();

    assertThatThrownBy(() -> Catalogue.of(LATENCY, count))
        .hasMessage(
            "latency_seconds_count: its sample latency_seconds_count is also one of the histogram"
                + " latency_seconds (expected: names that do not meet)");
  }

  @Test
  void everyClashIsNamed() {
    assertThatThrownBy(() -> Catalogue.of(REQUESTS, REQUESTS, LATENCY, LATENCY))
        .isInstanceOfSatisfying(
            DefinitionException.class, exception -> assertThat(exception.problems()).hasSize(2));
  }
}
