package lampas.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lampas.client.answer.Alert;
import lampas.client.answer.AlertState;
import lampas.client.answer.BuildInfo;
import lampas.client.answer.Capabilities;
import lampas.client.answer.DroppedTarget;
import lampas.client.answer.ExemplarSeries;
import lampas.client.answer.Feature;
import lampas.client.answer.JsonValue;
import lampas.client.answer.MetricMetadata;
import lampas.client.answer.Rule;
import lampas.client.answer.Rule.AlertingRule;
import lampas.client.answer.Rule.RecordingRule;
import lampas.client.answer.RuleGroup;
import lampas.client.answer.RuleHealth;
import lampas.client.answer.RuntimeInfo;
import lampas.client.answer.TargetMetadata;
import lampas.client.answer.TsdbStatus;
import lampas.model.label.Labels;
import lampas.model.series.Exemplar;
import lampas.promql.Dialect;
import org.junit.jupiter.api.Test;

/** What every backend answers to other questions than queries. */
interface EndpointContract extends Subject {
  MetricMetadata TEMPERATURE = new MetricMetadata("gauge", "How warm it is.", "");

  @Test
  default void whatABackendIsAndCanDoIsFoundOut() {
    Capabilities found = client().capabilities();

    assertThat(found.product()).isEqualTo(product());
    assertThat(found.version().isEmpty()).isEqualTo(is(Difference.NO_VERSION));
    assertThat(found.dialect())
        .isEqualTo(is(Difference.CLOSED_WINDOWS) ? Dialect.PROMETHEUS_2 : Dialect.PROMETHEUS_3);
    assertThat(found.pointLimit()).isEqualTo(is(Difference.MORE_POINTS) ? 30_000 : 11_000);
    assertThat(found.can(Feature.EXEMPLARS)).isNotEqualTo(is(Difference.NO_EXEMPLARS));
    assertThat(found.can(Feature.METADATA)).isNotEqualTo(is(Difference.NO_METADATA));
    assertThat(found.can(Feature.NATIVE_HISTOGRAMS))
        .isNotEqualTo(is(Difference.NO_NATIVE_HISTOGRAMS));
    assertThat(found.can(Feature.PARSE_QUERY)).isNotEqualTo(is(Difference.NO_PARSE_QUERY));
    assertThat(found.can(Feature.FORMAT_QUERY)).isNotEqualTo(is(Difference.NO_FORMAT_QUERY));
    assertThat(found.can(Feature.RULES)).isNotEqualTo(is(Difference.NO_RULE_PAGES));
    assertThat(client().capabilities()).isSameAs(found);
  }

  @Test
  default void exemplarsLeadToTraces() {
    Instant now = Instant.now();
    List<ExemplarSeries> exemplars =
        client().exemplars("scraped_latency_seconds_bucket", now.minusSeconds(600), now);
    if (is(Difference.NO_EXEMPLARS)) {
      assertThat(exemplars).isEmpty();
      return;
    }
    assertThat(exemplars).hasSize(1);
    assertThat(exemplars.getFirst().series())
        .isEqualTo(
            Labels.of(
                Map.of(
                    "__name__",
                    "scraped_latency_seconds_bucket",
                    "instance",
                    "page",
                    "job",
                    "contract",
                    "le",
                    "0.1")));
    Exemplar exemplar = exemplars.getFirst().exemplars().getLast();
    assertThat(exemplar.labels()).isEqualTo(Labels.of("trace_id", "t-1"));
    assertThat(exemplar.value()).isEqualTo(0.05);
    assertThat(exemplar.timeMillis().orElseThrow())
        .isBetween(now.minusSeconds(600).toEpochMilli(), now.toEpochMilli());
  }

  @Test
  default void aQueryIsFormatted() {
    if (is(Difference.NO_FORMAT_QUERY)) {
      assertNoSuchEndpoint(() -> client().formatQuery("foo/bar"));
    } else {
      assertThat(client().formatQuery("foo/bar")).isEqualTo("foo / bar");
    }
  }

  @Test
  default void aQueryIsParsed() {
    if (is(Difference.NO_PARSE_QUERY)) {
      assertNoSuchEndpoint(() -> client().parseQuery("1"));
    } else {
      assertThat(client().parseQuery("1"))
          .isInstanceOfSatisfying(
              JsonValue.Mapping.class,
              tree ->
                  assertThat(tree.fields())
                      .containsEntry("type", new JsonValue.Text("numberLiteral"))
                      .containsEntry("val", new JsonValue.Text("1")));
    }
  }

  @Test
  default void metadataIsWhatThePageSays() {
    if (is(Difference.NO_METADATA)) {
      assertThat(client().metadata()).isEmpty();
      assertThat(client().metadata("scraped_temperature")).isEmpty();
    } else {
      assertThat(client().metadata("scraped_temperature")).containsExactly(TEMPERATURE);
      assertThat(client().metadata())
          .containsEntry("scraped_temperature", List.of(TEMPERATURE))
          .containsKey("scraped_latency_seconds");
      assertThat(client().metadata("contract_nothing")).isEmpty();
    }
  }

  @Test
  default void aTargetSaysWhatItHas() {
    if (is(Difference.NO_TARGET_METADATA)) {
      assertNoSuchEndpoint(() -> client().targetMetadata("scraped_temperature"));
    } else {
      assertThat(client().targetMetadata("scraped_temperature"))
          .containsExactly(
              new TargetMetadata(
                  Labels.of("instance", "page", "job", "contract"),
                  "scraped_temperature",
                  TEMPERATURE));
    }
  }

  @Test
  default void theTargetIsUpAndWasScraped() {
    assertThat(client().targets())
        .filteredOn(target -> target.scrapePool().equals("contract"))
        .singleElement()
        .satisfies(target -> {
          assertThat(target.labels()).isEqualTo(Labels.of("instance", "page", "job", "contract"));
          assertThat(target.scrapeUrl()).isEqualTo("http://" + page().address() + "/metrics");
          assertThat(target.health()).isEqualTo("up");
          assertThat(target.lastError()).isEmpty();
          assertThat(target.lastScrape()).isPresent();
        });
  }

  @Test
  default void aTargetThatIsDroppedIsTold() {
    List<DroppedTarget> dropped = client().droppedTargets();
    if (is(Difference.NO_DROPPED_TARGETS)) {
      assertThat(dropped).isEmpty();
    } else {
      assertThat(dropped)
          .singleElement()
          .satisfies(target -> {
            assertThat(target.discoveredLabels().value("__address__")).contains("127.0.0.1:1");
            assertThat(target.discoveredLabels().value("job")).contains("contract");
          });
    }
  }

  @Test
  default void rulesAndAlertsAreThoseOfTheConfiguration() {
    if (is(Difference.NO_RULE_PAGES)) {
      assertNoSuchEndpoint(() -> client().rules());
      assertNoSuchEndpoint(() -> client().alerts());
      return;
    }
    if (is(Difference.EMPTY_RULE_PAGES)) {
      assertThat(client().rules()).isEmpty();
      assertThat(client().alerts()).isEmpty();
      return;
    }
    RuleGroup group = client().rules().getFirst();
    assertThat(group.name()).isEqualTo("contract");
    assertThat(group.interval()).contains(Duration.ofMillis(200));
    List<Rule> rules = group.rules();
    assertThat(rules.getFirst())
        .isInstanceOfSatisfying(
            RecordingRule.class,
            rule -> {
              assertThat(rule.name()).isEqualTo("job:contract:one");
              assertThat(rule.query()).isEqualTo("vector(1)");
              assertThat(rule.labels()).isEqualTo(Labels.of("kind", "recorded"));
              assertThat(rule.evaluation().health()).isEqualTo(RuleHealth.GOOD);
            });
    assertThat(rules.get(1))
        .isInstanceOfSatisfying(
            AlertingRule.class,
            rule -> {
              assertThat(rule.name()).isEqualTo("ContractHolds");
              assertThat(rule.pendingFor()).isEqualTo(Duration.ofHours(1));
              assertThat(rule.annotations()).isEqualTo(Map.of("summary", "It holds."));
              assertThat(rule.state()).isEqualTo(AlertState.PENDING);
              assertThat(rule.alerts()).isEqualTo(client().alerts());
            });
    Alert alert = client().alerts().getFirst();
    assertThat(alert.labels())
        .isEqualTo(Labels.of("alertname", "ContractHolds", "severity", "none"));
    assertThat(alert.value()).isEqualTo(1);
    assertThat(alert.activeAt()).isPresent();
  }

  @Test
  default void alertmanagersAreThoseOfTheConfiguration() {
    if (is(Difference.NO_ALERTMANAGERS)) {
      assertNoSuchEndpoint(() -> client().alertmanagers());
    } else {
      assertThat(client().alertmanagers().active())
          .containsExactly("http://127.0.0.1:1/api/v2/alerts");
      assertThat(client().alertmanagers().dropped()).isEmpty();
    }
  }

  @Test
  default void theBuildIsToldWhereThereIsAVersion() {
    BuildInfo build = client().build();
    if (is(Difference.NO_VERSION)) {
      assertThat(build.texts()).isEmpty();
    } else {
      assertThat(build.version().orElseThrow()).matches("\\d+\\.\\d+\\.\\d+.*");
      assertThat(client().buildInfo()).containsKey("revision");
    }
  }

  @Test
  default void thePagesOfTheRuntimeAreRead() {
    if (is(Difference.NO_RUNTIME_PAGES)) {
      assertNoSuchEndpoint(() -> client().runtimeInfo());
      assertNoSuchEndpoint(() -> client().flags());
      assertNoSuchEndpoint(() -> client().walReplay());
      return;
    }
    RuntimeInfo runtime = client().runtimeInfo();
    assertThat(runtime.configurationLoaded()).contains(true);
    assertThat(runtime.retention()).contains("15d");
    assertThat(runtime.corruptions()).hasValue(0);
    assertThat(runtime.startedAt()).isPresent();
    assertThat(client().flags())
        .containsEntry("query.timeout", "2m")
        .containsEntry("web.enable-admin-api", "true");
    assertThat(client().walReplay().first()).hasValue(0);
  }

  @Test
  default void thePagesOfTheStoreAreRead() {
    if (is(Difference.NO_STORE_PAGES)) {
      assertNoSuchEndpoint(() -> client().configuration());
      assertNoSuchEndpoint(() -> client().tsdbStatus());
      return;
    }
    assertThat(client().configuration()).contains("job_name: contract");
    TsdbStatus status = client().tsdbStatus();
    assertThat(status.series().orElseThrow()).isGreaterThan(10);
    assertThat(status.seriesByMetric()).contains(new TsdbStatus.Count("scraped_temperature", 4));
  }
}
