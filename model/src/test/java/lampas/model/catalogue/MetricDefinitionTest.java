package lampas.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lampas.model.error.ErrorKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricDefinitionTest {
  enum Outcome {
    OK,
    TIMED_OUT
  }

  @Test
  void saysEverythingAboutAMetric() {
    MetricDefinition requests =
        MetricDefinition.histogram("http_request_duration_seconds")
            .unit(Unit.SECONDS)
            .help("Time from the first byte in to the last byte out.")
            .label("endpoint", LabelDomain.bounded(50))
            .label("outcome", LabelDomain.closed(Outcome.class))
            .label("tenant", LabelDomain.free(100))
            .owner("checkout")
            .build();

    assertThat(requests.labelNames()).containsExactly("endpoint", "outcome", "tenant");
    assertThat(requests.maximumLabelSets()).isEqualTo(50 * 2 * 100);
    assertThat(requests.buckets()).contains(Buckets.LATENCY_SECONDS);
    assertThat(requests.labels().get(1).domain()).isEqualTo(LabelDomain.closed("ok", "timed_out"));
    assertThat(requests.sampleNames())
        .containsExactly(
            "http_request_duration_seconds_bucket",
            "http_request_duration_seconds_sum",
            "http_request_duration_seconds_count");
    assertThat(requests.inNamespace("asdlc").name())
        .isEqualTo("asdlc_http_request_duration_seconds");
  }

  @Test
  void openMetricsFamiliesHaveNoSuffix() {
    assertThat(MetricDefinition.counter("x_total").help("X.").build().familyName()).isEqualTo("x");
    assertThat(MetricDefinition.info("x_info").help("X.").build().familyName()).isEqualTo("x");
    assertThat(MetricDefinition.gauge("x").help("X.").build().familyName()).isEqualTo("x");
  }

  @Test
  void namesEveryProblemAtOnce() {
    assertThatThrownBy(() ->
            MetricDefinition.of(MetricKind.HISTOGRAM, "9lives_count")
                .unit(Unit.SECONDS)
                .label("le", LabelDomain.bounded(3))
                .label("code", LabelDomain.bounded(3))
                .label("code", LabelDomain.bounded(3))
                .build())
        .isInstanceOfSatisfying(
            DefinitionException.class,
            exception -> {
              assertThat(exception.kind()).isEqualTo(ErrorKind.USER);
              assertThat(exception.problems())
                  .containsExactly(
                      "metric name: \"9lives_count\" is illegal (expected: [a-zA-Z_:][a-zA-Z0-9_:]*)",
                      "9lives_count: no help (expected: one sentence that says what is measured)",
                      "9lives_count: label \"code\" comes twice (expected: once)",
                      "9lives_count: label \"le\" is reserved on a histogram (expected: another"
                          + " name)",
                      "9lives_count: a histogram without buckets (expected: bucket bounds)",
                      "9lives_count: wrong suffix for a histogram (expected: a name that does not"
                          + " end in _count)",
                      "9lives_count: wrong suffix for the unit seconds (expected:"
                          + " 9lives_count_seconds)");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COUNTER | requests        | requests: wrong suffix for a counter (expected: requests_total)
          GAUGE   | active_total    | active_total: wrong suffix for a gauge (expected: a name that does not end in _total)
          GAUGE   | build_info      | build_info: wrong suffix for a gauge (expected: a name that does not end in _info)
          INFO    | build           | build: wrong suffix for an info (expected: build_info)
          SUMMARY | rpc_sum         | rpc_sum: wrong suffix for a summary (expected: a name that does not end in _sum)
          COUNTER | x_created_total | null
          """,
      nullValues = "null")
  void suffixesSayTheKind(MetricKind kind, String name, @Nullable String problem) {
    MetricDefinition.Builder builder = MetricDefinition.of(kind, name).help("X.");
    if (problem == null) {
      assertThat(builder.build().name()).isEqualTo(name);
    } else {
      assertThatThrownBy(builder::build).hasMessage(problem);
    }
  }

  @Test
  void aNameThatOthersHaveFixedMayBreakTheRules() {
    MetricDefinition watches =
        MetricDefinition.gauge("watch_active_total")
            .help("Open watches.")
            .unusualName("etcd dashboards ask for this name")
            .build();

    assertThat(watches.familyName()).isEqualTo("watch_active_total");
  }

  @Test
  void unitsStandBeforeTheSuffix() {
    assertThat(
            MetricDefinition.counter("cpu_seconds_total")
                .unit(Unit.SECONDS)
                .help("CPU time.")
                .build()
                .unit())
        .isEqualTo(Unit.SECONDS);
    assertThatThrownBy(() ->
            MetricDefinition.counter("cpu_total").unit(Unit.SECONDS).help("CPU time.").build())
        .hasMessage("cpu_total: wrong suffix for the unit seconds (expected: cpu_seconds_total)");
  }

  @Test
  void labelNamesMayNotBeIllegalOrReserved() {
    MetricDefinition.Builder builder =
        MetricDefinition.gauge("x").help("X.").label("a-b", LabelDomain.bounded(1));
    assertThatThrownBy(builder::build)
        .hasMessage("label name: \"a-b\" is illegal (expected: [a-zA-Z_][a-zA-Z0-9_]*)");
    assertThatThrownBy(() -> new LabelDefinition("__name__", LabelDomain.bounded(1)))
        .hasMessage(
            "label name: \"__name__\" is reserved (expected: no leading double underscore)");
  }

  @Test
  void unusualNamesMayBeAnyUtf8() {
    MetricDefinition definition =
        MetricDefinition.gauge("http.server.größe")
            .help("X.")
            .label("http.method", LabelDomain.bounded(1))
            .unusualName("OpenTelemetry has fixed it")
            .build();

    assertThat(definition.name()).isEqualTo("http.server.größe");
    assertThat(definition.labelNames()).containsExactly("http.method");
  }

  @Test
  void aStateSetHasItsStatesInALabelOfItsOwnName() {
    MetricDefinition definition =
        MetricDefinition.stateSet("role", LabelDomain.closed("leader", "follower"))
            .help("X.")
            .build();

    assertThat(definition.inNamespace("raft").labelNames()).containsExactly("raft_role");
    assertThatThrownBy(() ->
            MetricDefinition.of(MetricKind.STATE_SET, "role")
                .help("X.")
                .label("role", LabelDomain.bounded(2))
                .build())
        .hasMessage("role: no states (expected: a first label role with closed values)");
  }

  @Test
  void nativeBucketsAreChecked() {
    assertThatThrownBy(() -> new NativeBuckets(9, 160, 0))
        .hasMessage("native buckets: schema 9 (expected: -4 to 8)");
    assertThatThrownBy(() -> new NativeBuckets(5, 0, 0))
        .hasMessage("native buckets: at most 0 (expected: 1 to 10000)");
    assertThatThrownBy(() -> new NativeBuckets(5, 1, Double.NaN))
        .hasMessage("native buckets: zero threshold NaN (expected: finite, 0 or more)");
  }

  @Test
  void domainsAndBucketsAreChecked() {
    assertThatThrownBy(() -> LabelDomain.closed("a", "a"))
        .hasMessage("label values: [a, a] (expected: at least one, each once)");
    assertThatThrownBy(() -> LabelDomain.free(0))
        .hasMessage("label values: at most 0 (expected: 1 or more)");
    assertThatThrownBy(() -> Buckets.of(1, 1))
        .hasMessage("buckets: bound 1.0 (expected: finite and larger than the one before)");
    assertThatThrownBy(() -> Buckets.of()).hasMessage("buckets: 0 bounds (expected: 1 to 512)");
    assertThat(Buckets.exponential(1, 2, 4)).isEqualTo(Buckets.of(1, 2, 4, 8));
  }
}
