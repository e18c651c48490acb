package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lampas.model.label.Labels;
import lampas.promql.engine.EngineOptions;
import lampas.promql.engine.QueryLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueryLimitsTest {
  private final SlowReader reader = new SlowReader(RunningApi.store(Labels.of("__name__", "up")));

  private static CompletableFuture<HttpResponse<String>> inBackground(
      RunningApi api, String... parameters) {
    return CompletableFuture.supplyAsync(() -> api.post("/api/v1/query", parameters));
  }

  @Test
  void moreQueriesThanMayWaitAreRefusedAndTheOthersAreAnswered() throws Exception {
    QueryGate gate = QueryGate.of(1, 1);
    try (RunningApi api = RunningApi.over(reader, EngineOptions.defaults(), gate)) {
      var running = inBackground(api, "query", "up");
      reader.entered.acquire();
      assertThat(gate.inFlight()).isEqualTo(1);
      var waiting = inBackground(api, "query", "up + 1");
      while (gate.waiting() == 0) {
        Thread.onSpinWait();
      }

      assertThat(api.answer("/api/v1/query", "query", "up"))
          .isEqualTo(
              """
              503 {"status":"error","errorType":"unavailable",\
              "error":"queries: 1 run and 1 wait already (expected: fewer at once)"}\
              """);

      reader.released.countDown();
      assertThat(running.get(20, TimeUnit.SECONDS).body()).contains("[1000,\"1\"]");
      assertThat(waiting.get(20, TimeUnit.SECONDS).body()).contains("[1000,\"2\"]");
      assertThat(gate.inFlight()).isZero();
    }
  }

  @Test
  void aQueryThatWaitsTooLongTimesOutInTheQueue() throws Exception {
    try (RunningApi api = RunningApi.over(reader, EngineOptions.defaults(), QueryGate.of(1, 1))) {
      var running = inBackground(api, "query", "up");
      reader.entered.acquire();

      assertThat(api.answer("/api/v1/query", "query", "up", "timeout", "100ms"))
          .isEqualTo(
              """
              503 {"status":"error","errorType":"timeout",\
              "error":"query timed out in query queue"}\
              """);

      reader.released.countDown();
      assertThat(running.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aQueryThatTakesTooLongTimesOut() {
    EngineOptions options =
        EngineOptions.defaults()
            .withLimits(QueryLimits.defaults().withTimeout(Duration.ofMillis(1)));
    reader.released.countDown();
    try (RunningApi api = RunningApi.over(reader, options, QueryGate.of(1, 1))) {
      String slow = "sum_over_time((sum_over_time(up[5m:1ms]))[5m:1ms])";

      assertThat(api.answer("/api/v1/query", "query", slow))
          .isEqualTo(
              """
              503 {"status":"error","errorType":"timeout",\
              "error":"query timed out in expression evaluation"}\
              """);
    }
  }

  @Test
  void aQueryThatHoldsTooMuchIsUnprocessable() {
    EngineOptions options =
        EngineOptions.defaults().withLimits(QueryLimits.defaults().withSamples(10));
    reader.released.countDown();
    try (RunningApi api = RunningApi.over(reader, options, QueryGate.of(1, 1))) {
      assertThat(api.answer("/api/v1/query", "query", "up[5m]"))
          .isEqualTo(
              """
              422 {"status":"error","errorType":"execution","error":"query processing would load \
              too many samples into memory in query execution"}\
              """);
    }
    EngineOptions small = EngineOptions.defaults().withLimits(QueryLimits.defaults().withBytes(50));
    try (RunningApi api = RunningApi.over(reader, small, QueryGate.of(1, 1))) {
      assertThat(api.answer("/api/v1/query", "query", "up"))
          .isEqualTo(
              """
              422 {"status":"error","errorType":"execution","error":"query would hold more than \
              50 bytes in memory (expected: at most so many)"}\
              """);
    }
  }

  @Test
  void aQueryWhoseClientWentAwayEndsAndFreesItsPlace() throws Exception {
    QueryGate gate = QueryGate.of(1, 0);
    try (RunningApi api = RunningApi.over(reader, EngineOptions.defaults(), gate)) {
      reader.released.countDown();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.server().port())) {
        String endless = "quantile_over_time(0.5,(quantile_over_time(0.5,up[5m:1ms]))[5m:1ms])";
        String request = "GET /api/v1/query?query=" + endless + " HTTP/1.1\r\nHost: h\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        reader.entered.acquire();
        assertThat(gate.inFlight()).isEqualTo(1);
      }
      while (gate.inFlight() > 0) {
        Thread.onSpinWait();
      }
      assertThat(api.answer("/api/v1/query", "query", "1")).startsWith("200 ");
    }
  }
}
