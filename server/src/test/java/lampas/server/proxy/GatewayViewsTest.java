package lampas.server.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Metadata, rules, alerts and targets: what of them a tenant sees. */
class GatewayViewsTest {
  private static final String RULES =
      """
      {"status":"success","data":{"groups":[
        {"name":"mixed","file":"/etc/secret.yml","interval":30,"rules":[
          {"type":"recording","name":"own","query":"sum(up{tenant=\\"a\\"})","health":"err","lastError":"dial tcp 10.0.0.1:9090"},
          {"type":"recording","name":"others","query":"sum(up{tenant=\\"b\\"})"},
          {"type":"recording","name":"all","query":"sum(up)"},
          {"type":"recording","name":"either","query":"up{tenant=~\\"a|b\\"}"},
          {"type":"recording","name":"half","query":"up{tenant=\\"a\\"} or up"},
          {"type":"recording","name":"constant","query":"vector(1)"},
          {"type":"alerting","name":"Down","query":"up{tenant=\\"a\\"} == 0","annotations":{"summary":"{{ $value }}"},
           "alerts":[{"labels":{"alertname":"Down","tenant":"a"},"value":"1"}]},
          {"type":"alerting","name":"Asking","query":"up{tenant=\\"a\\"} == 0","annotations":{"summary":"{{ query \\"up{tenant='b'}\\" }}"}}]},
        {"name":"of-b","rules":[{"type":"recording","name":"b","query":"up{tenant=\\"b\\"}"}]}]}}\
      """;
  private static final String ALERTS =
      """
      {"status":"success","data":{"alerts":[
        {"labels":{"alertname":"Down","tenant":"a","instance":"i"},"annotations":{"summary":"own"},"state":"firing","value":"1"},
        {"labels":{"alertname":"Share","tenant":"a","rival":"b"},"annotations":{"summary":"b has 7777"},"state":"firing","value":"7777"},
        {"labels":{"alertname":"Down","tenant":"b"},"annotations":{"summary":"7777"},"state":"firing","value":"7777"},
        {"labels":{"alertname":"Global"},"annotations":{"summary":"7777"},"state":"firing","value":"7777"}]}}\
      """;

  private final ScriptedUpstream upstream =
      ScriptedUpstream.start((asked, in, out) -> {
        String body =
            switch (asked.path()) {
              case "/api/v1/rules" -> RULES;
              case "/api/v1/alerts" -> ALERTS;
              case "/api/v1/label/__name__/values" ->
                  "{\"status\":\"success\",\"data\":[\"up\",\"http_seconds_bucket\",\"x_total\"]}";
              case "/api/v1/metadata" ->
                  """
                  {"status":"success","data":{"up":[{"type":"gauge","help":"u","unit":""}],
                   "http_seconds":[{"type":"histogram"}],"x":[{"type":"counter"}],
                   "b_only":[{"type":"gauge","help":"secret of b"}],"upper":[{"type":"gauge"}]}}\
                  """;
              case "/api/v1/targets" ->
                  """
                  {"status":"success","data":{"activeTargets":[
                    {"labels":{"job":"j","tenant":"a"},"discoveredLabels":{"__address__":"10.1.1.1:1"},
                     "scrapeUrl":"http://10.1.1.1:1/metrics","health":"down","lastError":"Get http://10.1.1.1:1: refused"},
                    {"labels":{"job":"j","tenant":"b"},"scrapeUrl":"http://10.1.1.2:1/metrics","health":"up"},
                    {"labels":{"job":"j"},"health":"up"}],
                   "droppedTargets":[{"discoveredLabels":{"tenant":"b"}}]}}\
                  """;
              default -> "{}";
            };
        ScriptedUpstream.respond(out, 200, body);
        return true;
      });
  private final RunningGateway gateway = RunningGateway.before(upstream);

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void onlyRulesWhoseEverySelectorIsTheTenantsAreShown() {
    JsonNode data = gateway.get("/api/v1/rules").json().path("data");

    assertThat(data.toString()).doesNotContain("secret", "10.0.0.1", "7777", "\"b\"");
    assertThat(data.at("/groups/0/rules").findValuesAsString("name"))
        .containsExactly("own", "Down");
    assertThat(data.path("groups")).hasSize(1);
    assertThat(data.at("/groups/0/rules/0/lastError").asString()).isEqualTo("the rule failed");
    assertThat(data.at("/groups/0/rules/1/alerts/0/value").asString()).isEqualTo("1");
  }

  @Test
  void alertsOfRulesThatReadOthersLoseTheirValueAndTexts() {
    assertThat(gateway.get("/api/v1/alerts").json().at("/data/alerts"))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    [{"labels":{"alertname":"Down","tenant":"a","instance":"i"},
                      "annotations":{"summary":"own"},"state":"firing","value":"1"},
                     {"labels":{"alertname":"Share","tenant":"a"},
                      "annotations":{},"state":"firing","value":""}]\
                    """));
  }

  @Test
  void metadataIsThatOfMetricsOfTheTenant() {
    JsonNode data = gateway.get("/api/v1/metadata").json().path("data");

    assertThat(data.propertyNames()).containsExactlyInAnyOrder("up", "http_seconds", "x");
    assertThat(upstream.next().parameter("match[]")).isEqualTo("{tenant=\"a\"}");
    assertThat(gateway.get("/api/v1/metadata?metric=b_only").json().path("data")).isEmpty();
    assertThat(gateway.get("/api/v1/metadata?limit=1").json().path("data")).hasSize(1);
  }

  @Test
  void targetsAreTheTenantsWithoutTheirAddresses() {
    JsonNode data = gateway.get("/api/v1/targets").json().path("data");

    assertThat(data.toString()).doesNotContain("10.1.1").doesNotContain("\"b\"");
    assertThat(data.path("activeTargets")).hasSize(1);
    assertThat(data.at("/activeTargets/0/health").asString()).isEqualTo("down");
    assertThat(data.at("/activeTargets/0/lastError").asString()).isEqualTo("the scrape failed");
    assertThat(data.path("droppedTargets")).isEmpty();
  }
}
