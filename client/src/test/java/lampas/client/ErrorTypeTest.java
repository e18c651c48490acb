package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpClient;
import java.util.stream.Stream;
import lampas.client.http.BreakerSettings;
import lampas.client.http.RetrySettings;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The errors of all backends, as they were seen, and what becomes of them. */
class ErrorTypeTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @AfterAll
  static void closeHttp() {
    HTTP.shutdownNow();
  }

  record Case(
      String backend,
      int status,
      String contentType,
      String body,
      ErrorType type,
      String message,
      ErrorKind kind) {}

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";

  static Stream<Case> errors() {
    return Stream.of(
        prometheus(400, "bad_data", ErrorType.BAD_DATA, ErrorKind.USER),
        prometheus(422, "execution", ErrorType.EXECUTION, ErrorKind.USER),
        prometheus(503, "timeout", ErrorType.TIMEOUT, ErrorKind.UNAVAILABLE),
        prometheus(499, "canceled", ErrorType.CANCELED, ErrorKind.UNAVAILABLE),
        prometheus(500, "internal", ErrorType.INTERNAL, ErrorKind.UNAVAILABLE),
        prometheus(503, "unavailable", ErrorType.UNAVAILABLE, ErrorKind.UNAVAILABLE),
        prometheus(404, "not_found", ErrorType.NOT_FOUND, ErrorKind.USER),
        prometheus(406, "not_acceptable", ErrorType.NOT_ACCEPTABLE, ErrorKind.USER),
        new Case(
            "Prometheus, no such endpoint",
            404,
            TEXT,
            "404 page not found\n",
            ErrorType.NOT_FOUND,
            "not_found: 404 page not found",
            ErrorKind.USER),
        new Case(
            "Prometheus, GET where POST is expected",
            405,
            TEXT,
            "Method Not Allowed\n",
            ErrorType.NOT_FOUND,
            "not_found: Method Not Allowed",
            ErrorKind.USER),
        victoria(
            "error when executing query=\\"
                + "\"up{\\\" for (time=1, step=300000): labelFilterExpr: unexpected token"
                + " \\\"\\\"; want \\\"ident\\\"; unparsed data: \\\"\\\"",
            ErrorType.BAD_DATA),
        victoria("missing `match[]` arg", ErrorType.BAD_DATA),
        victoria("cannot parse \\\"time\\\"=\\\"zz\\\": parsing time", ErrorType.BAD_DATA),
        victoria("error when executing: unknown func \\\"foo\\\"", ErrorType.BAD_DATA),
        victoria(
            "too many points for the given step=1000; cannot exceed"
                + " -search.maxPointsPerTimeseries=30000",
            ErrorType.EXECUTION),
        new Case(
            "VictoriaMetrics, no such endpoint",
            400,
            TEXT,
            "remoteAddr: \"127.0.0.1:48362\"; requestURI: /api/v1/nope; unsupported path requested:"
                + " \"/api/v1/nope\"\n",
            ErrorType.NOT_FOUND,
            "not_found: unsupported path requested: \"/api/v1/nope\"",
            ErrorKind.USER),
        new Case(
            "Mimir, no tenant",
            401,
            TEXT,
            "no org id\n",
            ErrorType.OTHER,
            "other: no org id",
            ErrorKind.USER),
        mimir(429, "too_many_requests", ErrorType.TOO_MANY_REQUESTS, ErrorKind.LIMIT),
        mimir(413, "too_large_entry", ErrorType.BAD_DATA, ErrorKind.USER),
        mimir(503, "too_busy", ErrorType.UNAVAILABLE, ErrorKind.UNAVAILABLE),
        new Case(
            "a proxy",
            502,
            TEXT,
            "no healthy\u0007 upstream\nsecond line",
            ErrorType.UNAVAILABLE,
            "unavailable: no healthy  upstream",
            ErrorKind.UNAVAILABLE),
        new Case(
            "a gateway",
            504,
            TEXT,
            "stream timeout",
            ErrorType.TIMEOUT,
            "timeout: stream timeout",
            ErrorKind.UNAVAILABLE));
  }

  private static Case prometheus(int status, String word, ErrorType type, ErrorKind kind) {
    String body =
        "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"what it is\"}".formatted(word);
    return new Case("Prometheus and Thanos", status, JSON, body, type, word + ": what it is", kind);
  }

  private static Case mimir(int status, String word, ErrorType type, ErrorKind kind) {
    String body =
        "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"what it is\"}".formatted(word);
    return new Case("Mimir", status, JSON, body, type, word + ": what it is", kind);
  }

  private static Case victoria(String error, ErrorType type) {
    String body = "{\"status\":\"error\",\"errorType\":\"422\",\"error\":\"%s\"}".formatted(error);
    return new Case(
        "VictoriaMetrics",
        422,
        JSON,
        body,
        type,
        "422: " + error.replace("\\\"", "\""),
        ErrorKind.USER);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void itsTypeIsTheSameForAllBackendsAndItsTextIsKept(Case error) {
    ClientSettings once =
        ClientSettings.defaults()
            .withRetries(RetrySettings.never())
            .withBreaker(BreakerSettings.defaults());
    try (ScriptedBackend backend =
        ScriptedBackend.answering(exchange ->
            ScriptedBackend.send(exchange, error.status(), error.contentType(), error.body()))) {
      PrometheusClient client = PrometheusClient.of(HTTP, backend.uri(), once);
      RequestException failed =
          catchThrowableOfType(RequestException.class, () -> client.query(Query.instant("up")));

      assertThat(failed.failure())
          .isInstanceOfSatisfying(
              ClientFailure.Refused.class,
              refused -> {
                assertThat(refused.type()).isEqualTo(error.type());
                assertThat(refused.status()).isEqualTo(error.status());
              });
      assertThat(failed).hasMessage(error.message());
      assertThat(failed.kind()).isEqualTo(error.kind());
    }
  }
}
