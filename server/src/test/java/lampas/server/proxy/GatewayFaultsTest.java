package lampas.server.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backends that do not do their part: each has its answer, and none shows where it is. */
class GatewayFaultsTest {
  private static final String FOREIGN =
      """
      {"status":"success","data":{"resultType":"vector","result":[
        {"metric":{"__name__":"up","tenant":"b"},"value":[1,"7777"]}]}}\
      """;

  private final ScriptedUpstream upstream = ScriptedUpstream.saying(ScriptedUpstream.EMPTY_VECTOR);
  private final RunningGateway gateway =
      RunningGateway.before(
          upstream,
          limits ->
              RunningGateway.limits(
                  limits, Optional.of(2), Optional.of(5000), Duration.ofSeconds(2)));

  @AfterEach
  void recoversByItselfAndStops() {
    upstream.script(ScriptedUpstream.always(200, ScriptedUpstream.EMPTY_VECTOR));
    assertThat(gateway.query("up").status()).isIn(200, 503);
    assertThat(gateway.metrics()).contains("lampas_gateway_answer_memory_bytes 0");
    gateway.close();
    upstream.close();
  }

  private RunningGateway.Answer ask() {
    var answer = gateway.query("up");
    assertThat(answer.body() + answer.response().headers().map())
        .doesNotContain("127.0.0.1")
        .doesNotContain(Integer.toString(upstream.port()))
        .doesNotContain("localhost");
    return answer;
  }

  private void assertFails(int status, String errorType, String message) {
    var answer = ask();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("status").asString()).isEqualTo("error");
    assertThat(answer.json().path("errorType").asString()).isEqualTo(errorType);
    assertThat(answer.error()).contains(message);
  }

  @Test
  void nobodyThere() {
    upstream.close();

    assertFails(503, "unavailable", "backend: cannot be reached");
    assertThat(gateway.metrics())
        .contains("lampas_gateway_upstream_failures_total{reason=\"unreachable\"} 1");
  }

  @Test
  void tooSlow() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    upstream.script(ScriptedUpstream.holding(never, (asked, in, out) -> false));

    assertFails(503, "timeout", "backend: no complete answer (expected: within 2000 ms)");
    never.countDown();
  }

  @Test
  void halfAnAnswer() {
    upstream.script((asked, in, out) -> {
      write(out, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"status\":\"success\",\"data\":");
      return false;
    });

    assertFails(502, "unavailable", "backend: the connection broke");
  }

  @Test
  void closedWithoutAWord() {
    upstream.script((asked, in, out) -> false);

    assertFails(502, "unavailable", "backend: the connection broke before the answer");
  }

  @Test
  void aConnectionThatWasClosedWhileIdleIsReplaced() {
    upstream.script((asked, in, out) -> {
      ScriptedUpstream.respond(out, 200, ScriptedUpstream.EMPTY_VECTOR);
      return false;
    });

    for (int i = 0; i < 5; i++) {
      assertThat(ask().status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyInChunks() {
    upstream.script((asked, in, out) -> {
      write(
          out,
          "HTTP/1.1 200 OK\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "14;x=y\r\n"
              + "{\"status\":\"success\",\r\n"
              + "32\r\n"
              + "\"data\":{\"resultType\":\"vector\",\"result\":[       ]}}\r\n"
              + "0\r\n"
              + "Trailer: x\r\n\r\n");
      return true;
    });

    assertThat(ask().status()).isEqualTo(200);
    assertThat(ask().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nZZ\\r\\n",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\n{}",
        "HTTP/1.1 200 OK\\r\\nContent-Length: -5\\r\\n\\r\\n",
        "HTTP/1.1 abc\\r\\n\\r\\n",
        "SSH-2.0-OpenSSH\\r\\n"
      })
  void whatIsNotHttp(String text) {
    upstream.script((asked, in, out) -> {
      write(out, text.replace("\\r", "\r").replace("\\n", "\n"));
      return false;
    });

    assertFails(502, "unavailable", "backend: the connection broke");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<html>http://127.0.0.1:9/</html>",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[",
        "{\"status\":\"success\"}",
        "{\"data\":[]}",
        "{\"status\":\"error\",\"data\":{}}",
        "{\"status\":\"success\",\"data\":{\"result\":[]}} trailing",
        "[]",
        "null",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"tenant\":1}}]}}"
      })
  void whatIsNotTheJsonOfTheApi(String body) {
    upstream.script(ScriptedUpstream.always(200, body));

    assertFails(502, "unavailable", "backend: its answer is not whole or not JSON");
  }

  @Test
  void aRedirectIsNotFollowed() {
    upstream.script((asked, in, out) -> {
      write(
          out,
          "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/secret\r\nContent-Length: 0\r\n\r\n");
      return true;
    });

    assertFails(502, "unavailable", "backend: does not serve the gateway (status 302)");
  }

  @ParameterizedTest
  @CsvSource({
    "400, bad_data, 400, bad_data",
    "422, execution, 422, execution",
    "422, 422, 422, execution",
    "503, timeout, 503, timeout",
    "503, unavailable, 503, unavailable",
    "500, internal, 502, unavailable",
    "401, unauthorized, 502, unavailable",
    "404, not_found, 502, unavailable",
    "429, too_many_requests, 429, too_many_requests"
  })
  void errorsOfTheBackendAreTranslatedWithoutAddresses(
      int status, String type, int shown, String shownType) {
    upstream.script(
        ScriptedUpstream.always(
            status,
            """
            {"status":"error","errorType":"%s","error":"remoteAddr: \\"127.0.0.1:55555\\"; requestURI: /api/v1/query; bad thing at 127.0.0.1:%d, see http://127.0.0.1:%d/x"}\
            """
                .formatted(type, upstream.port(), upstream.port())));

    assertFails(shown, shownType, status == 400 || type.equals("execution") ? "bad thing" : "");
  }

  @Test
  void warningsAreFreedOfAddressesAndUnknownMembersLeftOut() {
    upstream.script(
        ScriptedUpstream.always(
            200,
            """
            {"status":"success","isPartial":true,"explanation":[{"cause":"tenant=b"}],
             "warnings":["store http://127.0.0.1:%d failed"],"data":{"resultType":"vector","result":[]},
             "stats":{"seriesFetched":"9"}}\
            """
                .formatted(upstream.port())));

    var answer = ask();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .isEqualTo(
            new tools.jackson.databind.json.JsonMapper()
                .readTree(
                    """
                    {"status":"success","isPartial":true,"warnings":["store backend failed"],
                     "data":{"resultType":"vector","result":[]}}\
                    """));
  }

  @Test
  void tooManyBytes() {
    upstream.script(
        ScriptedUpstream.always(
            200,
            "{\"status\":\"success\",\"data\":{\"result\":[[1,\"" + "x".repeat(6000) + "\"]]}}"));

    assertFails(422, "execution", "answer: too large (expected: at most 5000 bytes)");
  }

  @Test
  void tooManyBytesWithoutALengthAhead() {
    upstream.script((asked, in, out) -> {
      write(out, "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000));
      return false;
    });

    assertFails(422, "execution", "answer: too large (expected: at most 5000 bytes)");
  }

  @Test
  void tooManySeries() {
    String one = "{\"metric\":{},\"value\":[1,\"1\"]}";
    upstream.script(
        ScriptedUpstream.always(
            200,
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s,%s,%s]}}"
                .formatted(one, one, one)));

    assertFails(422, "execution", "answer: 3 series or values (expected: at most 2)");
  }

  @Test
  void aSeriesOfAnotherTenantIsNotShown() {
    upstream.script(ScriptedUpstream.always(200, FOREIGN));

    var answer = ask();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("7777");
    assertThat(gateway.metrics())
        .contains("lampas_gateway_upstream_failures_total{reason=\"foreign\"} 1");
  }

  @Test
  void aLabelThatTheExpressionMadeItselfIsItsOwnAffair() {
    upstream.script(ScriptedUpstream.always(200, FOREIGN));

    assertThat(gateway.query("label_replace(up, \"tenant\", \"b\", \"\", \"\")").status())
        .isEqualTo(200);
  }

  private static void write(OutputStream out, String text) throws java.io.IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
