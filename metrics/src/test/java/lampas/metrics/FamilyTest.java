package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

class FamilyTest {
  private final Registry registry = Registry.create();
  private final Family<Counter> requests = registry.counters(Definitions.REQUESTS);

  @Test
  void theSameLabelValuesGiveTheSameSeries() {
    Counter first = requests.with("GET", "/a");

    assertThat(requests.with("GET", "/a")).isSameAs(first);
    assertThat(requests.with("POST", "/a")).isNotSameAs(first);
    assertThat(requests.with("GET", "/ab")).isNotSameAs(first);
    assertThat(first.labels()).isEqualTo(Labels.of("method", "GET", "path", "/a"));
  }

  @Test
  void everySeriesIsHandedOverWithItsLabelsAndValue() {
    requests.with("GET", "/a").add(2);
    requests.with("POST", "/b").increment();

    Map<Labels, Double> seen = new HashMap<>();
    requests.forEach(series -> seen.put(series.labels(), series.value()));
    assertThat(seen)
        .containsOnly(
            entry(Labels.of("method", "GET", "path", "/a"), 2.0),
            entry(Labels.of("method", "POST", "path", "/b"), 1.0));
  }

  @Test
  void labelValuesComeBackAsTheyWereWhateverIsInThem() {
    Family<Gauge> family = registry.gauges(free("odd", 100));
    List<String> values =
        List.of("\"", "\\", "\n", "\\n", "a\"b\\c\nd", "ü", "😀", ",b=\"", "}", " x", "\\\"", "a");
    List<Gauge> series = values.stream().map(value -> family.with(value, "z")).toList();

    for (int i = 0; i < values.size(); i++) {
      assertThat(series.get(i).labels()).isEqualTo(Labels.of("a", values.get(i), "b", "z"));
      assertThat(family.with(values.get(i), "z")).isSameAs(series.get(i));
    }
  }

  @Test
  void halfASurrogatePairIsAQuestionMark() throws IOException {
    Family<Gauge> family = registry.gauges(free("odd", 100));
    family.with("\ud83d", "z").set(1);
    family.with("?", "z").set(2);

    assertThat(Text.of(registry)).endsWith("\nodd{a=\"?\",b=\"z\"} 2\n");
  }

  @Test
  void theNumberOfLabelValuesMustFit() {
    assertThatThrownBy(() -> requests.with("GET"))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessage("http_requests_total: 1 label values (expected: 2, for [method, path])");
  }

  @Test
  void aValueOutsideOfAClosedDomainIsAnErrorAndCostsNothing() throws IOException {
    assertThatThrownBy(() -> requests.with("PUT", "/a"))
        .isInstanceOf(MetricsException.class)
        .hasMessage(
            "http_requests_total: label method: \"PUT\" (expected: one of \"GET\", \"POST\")");
    for (String path : List.of("/a", "/b", "/c")) {
      requests.with("GET", path);
    }

    assertThat(Text.of(registry))
        .contains("{method=\"GET\",path=\"/c\"} 0\n")
        .doesNotContain("PUT");
  }

  @Test
  void valuesPastTheCapShareOneSeriesSoThatTotalsStayRight() throws IOException {
    for (int i = 0; i < 10; i++) {
      requests.with("GET", "/" + i).add(i);
    }

    assertThat(requests.with("GET", "/0").value()).isEqualTo(0);
    assertThat(Text.of(registry))
        .isEqualTo(
            """
            # HELP lampas_metrics_overflows_total Requests for a series that got the overflow series, by the label past its cap.
            # TYPE lampas_metrics_overflows_total counter
            lampas_metrics_overflows_total{metric="http_requests_total",label="path"} 7
            # HELP http_requests_total Requests answered.
            # TYPE http_requests_total counter
            http_requests_total{method="GET",path="/0"} 0
            http_requests_total{method="GET",path="/1"} 1
            http_requests_total{method="GET",path="/2"} 2
            http_requests_total{method="GET",path="_overflow"} 42
            """);
  }

  @Test
  void manySeriesAreAllFoundAgain() {
    Family<Counter> family = registry.counters(freeCounter(10_000));
    List<Counter> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(family.with("a" + i % 100, "b" + i));
    }

    for (int i = 0; i < 10_000; i++) {
      assertThat(family.with("a" + i % 100, "b" + i)).isSameAs(made.get(i));
    }
  }

  @Test
  void threadsThatAskTogetherGetTheSameSeries() throws InterruptedException {
    Family<Counter> family = registry.counters(freeCounter(2_000));
    Threads.run(
        8,
        () -> {
          for (int i = 0; i < 2_000; i++) {
            family.with("x", "value " + i).increment();
          }
        });

    for (int i = 0; i < 2_000; i++) {
      assertThat(family.with("x", "value " + i).value()).isEqualTo(8);
    }
  }

  private static MetricDefinition free(String name, int cap) {
    return MetricDefinition.gauge(name)
        .help("Odd values.")
        .label("a", LabelDomain.free(cap))
        .label("b", LabelDomain.free(cap))
        .build();
  }

  private static MetricDefinition freeCounter(int cap) {
    return MetricDefinition.counter("many_total")
        .help("Many series.")
        .label("a", LabelDomain.free(cap))
        .label("b", LabelDomain.free(cap))
        .build();
  }
}
