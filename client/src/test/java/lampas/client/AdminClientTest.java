package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminClientTest {
  private static final SeriesScope PART =
      SeriesScope.matching("up{job=\"a\"}", "x")
          .between(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2));

  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void closeHttp() {
    http.shutdownNow();
  }

  private AdminClient admin(ScriptedBackend backend) {
    return PrometheusClient.of(http, backend.uri()).admin(AdminAccess.ALLOWED);
  }

  /** Answers the questions of the probe, and orders with nothing. */
  private static ScriptedBackend backend(String one) {
    return ScriptedBackend.speaking((exchange, parameters) -> {
      if (exchange.getRequestURI().getPath().contains("/admin/")) {
        exchange.sendResponseHeaders(204, -1);
      } else {
        probe(exchange, one);
      }
    });
  }

  private static void probe(HttpExchange exchange, String one) throws IOException {
    String data = exchange.getRequestURI().getPath().endsWith("/query") ? one : "{}";
    ScriptedBackend.send(
        exchange, 200, "application/json", "{\"status\":\"success\",\"data\":" + data + "}");
  }

  @Test
  void seriesAreDeletedWithTheirTimesInTheUrl() {
    try (ScriptedBackend backend = backend("{\"resultType\":\"scalar\",\"result\":[1,\"1\"]}")) {
      admin(backend).deleteSeries(PART);
      admin(backend).cleanTombstones();

      assertThat(backend.requests())
          .filteredOn(request -> request.contains("admin"))
          .containsExactly(
              "POST /api/v1/admin/tsdb/delete_series?match%5B%5D=up%7Bjob%3D%22a%22%7D"
                  + "&match%5B%5D=x&start=1&end=2",
              "POST /api/v1/admin/tsdb/clean_tombstones");
    }
  }

  @Test
  void aSnapshotHasAName() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            200, "{\"status\":\"success\",\"data\":{\"name\":\"20261126T192634Z-0e9b\"}}")) {
      assertThat(admin(backend).snapshot()).isEqualTo("20261126T192634Z-0e9b");
      assertThat(backend.requests()).containsExactly("POST /api/v1/admin/tsdb/snapshot");
    }
    try (ScriptedBackend backend =
        ScriptedBackend.answering(200, "{\"status\":\"success\",\"data\":{}}")) {
      assertThat(catchThrowableOfType(RequestException.class, admin(backend)::snapshot).failure())
          .isEqualTo(new ClientFailure.Unreadable(200, "no name of a snapshot"));
    }
  }

  @Test
  void withoutASelectorNothingIsAsked() {
    try (ScriptedBackend backend = backend("{}")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> admin(backend).deleteSeries(SeriesScope.all()))
          .withMessage("selectors: none (expected: at least one)");
      assertThat(backend.requests()).isEmpty();
    }
  }

  @Test
  void aPartOfASeriesIsNotDeletedWhereOnlyTheWholeWouldBe() {
    String ofVictoriaMetrics =
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"1\"]}]}";
    try (ScriptedBackend backend = backend(ofVictoriaMetrics)) {
      RequestException failed =
          catchThrowableOfType(RequestException.class, () -> admin(backend).deleteSeries(PART));

      assertThat(failed.failure())
          .isEqualTo(
              new ClientFailure.Refused(
                  400, "bad_data", "this backend deletes series whole (expected: no times)"));
      assertThat(backend.requests()).noneMatch(request -> request.contains("admin"));

      admin(backend).deleteSeries(SeriesScope.matching("x"));
      assertThat(backend.requests().getLast())
          .isEqualTo("POST /api/v1/admin/tsdb/delete_series?match%5B%5D=x");
    }
  }

  @Test
  void whereItIsSwitchedOffThatIsSaid() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            503,
            """
            {"status":"error","errorType":"unavailable","error":"admin APIs disabled"}\
            """)) {
      RequestException failed =
          catchThrowableOfType(RequestException.class, admin(backend)::cleanTombstones);
      assertThat(failed).hasMessage("unavailable: admin APIs disabled");
      assertThat(backend.requests()).hasSize(1);
    }
  }
}
