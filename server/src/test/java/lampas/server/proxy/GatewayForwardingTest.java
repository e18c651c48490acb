package lampas.server.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a backend is sent of what a client says. */
class GatewayForwardingTest {
  private static final String NAMES = "{\"status\":\"success\",\"data\":[]}";

  private static final List<String> NOT_SERVED =
      List.of(
          "/api/v1/admin/tsdb/delete_series",
          "/api/v1/admin/tsdb/snapshot",
          "/api/v1/write",
          "/api/v1/import",
          "/api/v1/export",
          "/api/v1/read",
          "/api/v1/status/config",
          "/api/v1/status/flags",
          "/api/v1/status/tsdb",
          "/api/v1/status/runtimeinfo",
          "/api/v1/alertmanagers",
          "/api/v1/targets/metadata",
          "/federate",
          "/metrics",
          "/-/quit",
          "/-/reload",
          "/api/v1/",
          "/api/v1/query/",
          "//api/v1/query?query=up",
          "/api//v1/query?query=up",
          "/api/v1/../admin",
          "/api/v1/%2e%2e/admin",
          "/api/v1/label/..%2f..%2fadmin/values",
          "/api/v1/query%3fquery=up",
          "/api/v1/QUERY?query=up",
          "/prometheus/api/v1/query?query=up",
          "/api/v1/query;x=1?query=up");

  private final ScriptedUpstream upstream = ScriptedUpstream.saying(ScriptedUpstream.EMPTY_VECTOR);
  private final RunningGateway gateway = RunningGateway.before(upstream);

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void anInstantQueryIsSentAsOurOwnTextOfTheForcedTree() {
    var answer = gateway.query("sum by(job)( up ) # a comment");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(ScriptedUpstream.EMPTY_VECTOR);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    ScriptedUpstream.Asked asked = upstream.next();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/api/v1/query");
    assertThat(asked.parameters())
        .isEqualTo(
            Map.of(
                "query", List.of("sum by (job) (up{tenant=\"a\"})"),
                "timeout", List.of("30"),
                "explain", List.of("0")));
  }

  @Test
  void aRangeQueryIsSentWithItsTimesInSeconds() {
    var answer =
        gateway.post(
            "/api/v1/query_range",
            "query=up&start=2026-01-01T00:00:00.5Z&end=1767229200&step=1m&timeout=5s&limit=7");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(upstream.next().parameters())
        .isEqualTo(
            Map.of(
                "query", List.of("up{tenant=\"a\"}"),
                "start", List.of("1767225600.5"),
                "end", List.of("1767229200"),
                "step", List.of("60"),
                "timeout", List.of("5"),
                "explain", List.of("0"),
                "limit", List.of("7")));
  }

  @Test
  void noParameterOrHeaderThatTheGatewayDoesNotKnowIsSentOn() {
    gateway.get(
        "/api/v1/query?query=up&extra_filters[]=x&extra_label=tenant=b&nocache=1&dedup=false"
                .replace("[", "%5B")
                .replace("]", "%5D")
            + "&storeMatch%5B%5D=x&db=b&lookback_delta=1d&stats=all&explain=1&engine=thanos",
        "Authorization",
        "Bearer token-a",
        "X-Scope-OrgID",
        "b",
        "X-HTTP-Method-Override",
        "DELETE",
        "X-Forwarded-Prefix",
        "/admin",
        "THANOS-TENANT",
        "b");

    ScriptedUpstream.Asked asked = upstream.next();
    assertThat(asked.parameters()).containsOnlyKeys("query", "timeout", "explain");
    assertThat(asked.parameter("explain")).isEqualTo("0");
    assertThat(asked.headers().keySet())
        .containsExactlyInAnyOrder(
            "host", "content-length", "content-type", "user-agent", "accept");
    assertThat(asked.headers()).doesNotContainKey("authorization");
  }

  @Test
  void whatIsNotInTheTableDoesNotExist() {
    for (String target : NOT_SERVED) {
      assertThat(gateway.get(target).status()).as(target).isIn(400, 404);
    }
    assertThat(upstream.count()).isZero();
  }

  @Test
  void otherMethodsAreRefused() {
    for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")) {
      var answer =
          gateway.send(
              java.net.http.HttpRequest.newBuilder(gateway.uri().resolve("/api/v1/query?query=up"))
                  .header("Authorization", "Bearer token-a")
                  .method(method, java.net.http.HttpRequest.BodyPublishers.noBody()));

      assertThat(answer.status()).isIn(400, 405, 501);
    }
    assertThat(upstream.count()).isZero();
  }

  @Test
  void selectorsGetTheMatcherAndNoSelectorBecomesIt() {
    upstream.script(ScriptedUpstream.always(200, NAMES));

    assertThat(gateway.get("/api/v1/labels").status()).isEqualTo(200);
    assertThat(gateway.get("/api/v1/label/tenant/values").status()).isEqualTo(200);
    gateway.get("/api/v1/series?match%5B%5D=up&match%5B%5D=%7Btenant%3D%22b%22%7D&start=1&end=2.5");

    assertThat(upstream.next().parameters()).isEqualTo(Map.of("match[]", List.of(own())));
    ScriptedUpstream.Asked values = upstream.next();
    assertThat(values.path()).isEqualTo("/api/v1/label/tenant/values");
    assertThat(values.parameters()).isEqualTo(Map.of("match[]", List.of(own())));
    assertThat(upstream.next().parameters())
        .isEqualTo(
            Map.of(
                "match[]",
                List.of("{__name__=\"up\",tenant=\"a\"}", "{tenant=\"a\",tenant=\"b\"}"),
                "start",
                List.of("1"),
                "end",
                List.of("2.5")));
  }

  @Test
  void aLabelNameNeverMakesAPath() {
    upstream.script(ScriptedUpstream.always(200, NAMES));

    assertThat(gateway.get("/api/v1/label/U___2e__2e__2f_x/values").status()).isEqualTo(200);
    assertThat(gateway.get("/api/v1/label/http.route/values").status()).isEqualTo(200);
    assertThat(gateway.get("/api/v1/label/__graphite__/values").status()).isEqualTo(400);

    assertThat(upstream.next().path()).isEqualTo("/api/v1/label/U___2e__2e__2f_x/values");
    assertThat(upstream.next().path()).isEqualTo("/api/v1/label/U__http_2e_route/values");
    assertThat(upstream.count()).isZero();
  }

  @Test
  void seriesNeedASelectorAsPrometheusDoes() {
    assertThat(gateway.get("/api/v1/series").error()).isEqualTo("no match[] parameter provided");
  }

  @Test
  void expressionsAreFormattedParsedAndConstantsAllowed() {
    assertThat(gateway.get("/api/v1/format_query?query=1%2B1").json().path("data").asString())
        .isEqualTo("1 + 1");
    assertThat(gateway.get("/api/v1/parse_query?query=up").json().at("/data/name").asString())
        .isEqualTo("up");
    assertThat(upstream.count()).isZero();

    upstream.script(
        ScriptedUpstream.always(
            200,
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}"));
    assertThat(gateway.query("1+1").json().at("/data/result/1").asString()).isEqualTo("2");
    assertThat(upstream.next().parameter("query")).isEqualTo("1 + 1");
  }

  @Test
  void theBuildIsTheGatewaysOwn() {
    assertThat(gateway.get("/api/v1/status/buildinfo").json().at("/data/application").asString())
        .isEqualTo("Lampas gateway");
    assertThat(upstream.count()).isZero();
  }

  @Test
  void headHasNoBodyAndHoldsNothing() {
    var answer =
        gateway.send(
            java.net.http.HttpRequest.newBuilder(gateway.uri().resolve("/api/v1/query?query=up"))
                .header("Authorization", "Bearer token-a")
                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(gateway.metrics()).contains("lampas_gateway_answer_memory_bytes 0");
  }

  private static String own() {
    return "{tenant=\"a\"}";
  }
}
