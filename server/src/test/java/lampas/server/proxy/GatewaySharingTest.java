package lampas.server.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Equal questions, turns, rates, and clients that go away. */
class GatewaySharingTest {
  private static final String BODY = ScriptedUpstream.EMPTY_VECTOR;

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ScriptedUpstream upstream = ScriptedUpstream.saying(BODY);
  private final List<RunningGateway> running = new ArrayList<>();

  @AfterEach
  void stop() {
    release.countDown();
    running.forEach(RunningGateway::close);
    upstream.close();
  }

  private RunningGateway started(RunningGateway gateway) {
    running.add(gateway);
    return gateway;
  }

  private static CompletableFuture<RunningGateway.Answer> later(
      java.util.function.Supplier<RunningGateway.Answer> request) {
    CompletableFuture<RunningGateway.Answer> answer = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        answer.complete(request.get());
      } catch (RuntimeException | Error failed) {
        answer.completeExceptionally(failed);
      }
    });
    return answer;
  }

  @Test
  void equalRequestsOfATenantInFlightAreAskedOnce() throws Exception {
    RunningGateway gateway = started(RunningGateway.before(upstream));
    upstream.script(ScriptedUpstream.holding(release, ScriptedUpstream.always(200, BODY)));
    String target = "/api/v1/query?query=up&time=5";
    List<CompletableFuture<RunningGateway.Answer>> answers = new ArrayList<>();
    answers.add(later(() -> gateway.get(target)));
    upstream.next();
    for (int i = 0; i < 5; i++) {
      /* Another spelling, the same question. */
      answers.add(later(() -> gateway.get("/api/v1/query?query=%20up%7B%7D&time=5.000")));
    }
    answers.add(later(() -> gateway.get(target, "Authorization", "Bearer token-b")));
    assertThat(upstream.next().parameter("query")).isEqualTo("up{tenant=\"b\"}");
    awaitMetric(gateway, "lampas_gateway_waiting_requests 7");
    release.countDown();

    for (CompletableFuture<RunningGateway.Answer> answer : answers) {
      assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo(BODY);
    }
    assertThat(upstream.count()).isZero();
    awaitMetric(gateway, "lampas_gateway_coalesced_total{tenant=\"a\"} 5");
    assertThat(gateway.get(target).status()).isEqualTo(200);
    assertThat(upstream.count()).isEqualTo(1);
  }

  @Test
  void aClientThatGoesAwayEndsTheRequestAtTheBackend() throws Exception {
    RunningGateway gateway = started(RunningGateway.before(upstream));
    upstream.script(this::waitForTheEnd);
    Socket client = ask(gateway);
    upstream.next();
    client.close();

    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aSharedRequestEndsOnlyWhenAllHaveGone() throws Exception {
    RunningGateway gateway = started(RunningGateway.before(upstream));
    upstream.script(this::waitForTheEnd);
    Socket first = ask(gateway);
    upstream.next();
    Socket second = ask(gateway);
    awaitMetric(gateway, "lampas_gateway_waiting_requests 2");
    first.close();
    awaitMetric(gateway, "lampas_gateway_waiting_requests 1");
    assertThat(closed.getCount()).isEqualTo(1);
    second.close();

    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(upstream.count()).isZero();
  }

  @Test
  void moreThanMayWaitAreRefusedWithATimeToComeBack() throws Exception {
    RunningGateway gateway =
        started(RunningGateway.before(upstream, limits -> RunningGateway.turns(limits, 1, 1)));
    upstream.script(ScriptedUpstream.holding(release, ScriptedUpstream.always(200, BODY)));
    var first = later(() -> gateway.query("up"));
    upstream.next();
    var second = later(() -> gateway.query("up + 1"));
    awaitMetric(gateway, "lampas_gateway_waiting_requests 2");

    RunningGateway.Answer third = refused(gateway);

    assertThat(third.header("Retry-After")).isEqualTo("1");
    assertThat(third.error())
        .isEqualTo("concurrency: 1 requests run and 1 wait already (expected: fewer at once)");
    assertThat(gateway.get("/api/v1/format_query?query=up").status()).isEqualTo(200);
    release.countDown();
    assertThat(first.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
    assertThat(second.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  /* The second has been counted a moment before it stands in the queue. */
  private static RunningGateway.Answer refused(RunningGateway gateway) {
    for (int i = 0; i < 100; i++) {
      RunningGateway.Answer answer =
          later(() -> gateway.get("/api/v1/query?query=up%2B2&timeout=100ms")).join();
      if (answer.status() == 429) {
        return answer;
      }
      assertThat(answer.status()).isEqualTo(503);
    }
    throw new AssertionError("nobody was refused");
  }

  @Test
  void aRateLeavesABurstThrough() {
    RunningGateway gateway =
        started(RunningGateway.before(upstream, limits -> RunningGateway.rate(limits, .01, 2)));

    assertThat(gateway.query("up").status()).isEqualTo(200);
    assertThat(gateway.query("up").status()).isEqualTo(200);
    RunningGateway.Answer third = gateway.query("up");

    assertThat(third.status()).isEqualTo(429);
    assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 100);
    assertThat(third.json().path("errorType").asString()).isEqualTo("too_many_requests");
    assertThat(gateway.get("/api/v1/query?query=up", "Authorization", "Bearer token-b").status())
        .isEqualTo(200);
    assertThat(gateway.metrics())
        .contains("lampas_gateway_refused_total{tenant=\"a\",reason=\"too_many_requests\"} 1");
  }

  private boolean waitForTheEnd(
      ScriptedUpstream.Asked asked, java.io.InputStream in, java.io.OutputStream out)
      throws java.io.IOException {
    try {
      assertThat(in.read()).isNegative();
    } finally {
      closed.countDown();
    }
    return false;
  }

  private static Socket ask(RunningGateway gateway) throws java.io.IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort());
    client
        .getOutputStream()
        .write(
            "GET /api/v1/query?query=up HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token-a\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static void awaitMetric(RunningGateway gateway, String line) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!gateway.metrics().contains(line + "\n")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(line + " not in\n" + gateway.metrics());
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
