package lampas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import lampas.client.http.BreakerSettings;
import lampas.client.http.ConnectionSettings;
import lampas.client.http.RetrySettings;
import org.junit.jupiter.api.Test;

/**
 * Every way in which a backend can fail, several times at once: each is its typed failure, nothing
 * stays open, and the next question to a backend that is well again is answered.
 */
class FaultTest {
  private static final String NAMES = "{\"status\":\"success\",\"data\":[\"a\"]}";
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final byte[] BOMB = bomb();
  private static final int AT_ONCE = 4;
  private static final ClientSettings SETTINGS =
      ClientSettings.defaults()
          .withMaximumAnswerBytes(1 << 20)
          .withRetries(RetrySettings.never())
          .withBreaker(new BreakerSettings(1000, 1000, Duration.ofSeconds(1)));

  private record Fault(RawBackend.Script script, ClientFailure failure) {}

  private static Map<String, Fault> faults() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    ClientFailure late = new ClientFailure.TimedOut(TIMEOUT);
    ClientFailure broken = new ClientFailure.Unreachable("the connection broke within the answer");
    ClientFailure large = new ClientFailure.TooLarge(1 << 20);
    faults.put("no answer", new Fault((socket, out) -> waitForEnd(socket), late));
    faults.put("a slow head", new Fault(FaultTest::slowHead, late));
    faults.put("a slow body", new Fault(FaultTest::slowBody, late));
    faults.put("half an answer", new Fault(FaultTest::halfAnswer, broken));
    faults.put("half a chunk", new Fault(FaultTest::halfChunk, broken));
    faults.put("a reset within the body", new Fault(FaultTest::reset, broken));
    faults.put(
        "a reset before the answer",
        new Fault(
            (socket, out) -> {
              socket.setSoLinger(true, 0);
              return false;
            },
            new ClientFailure.Unreachable("the connection ended before an answer")));
    faults.put(
        "no HTTP",
        new Fault(
            (socket, out) -> {
              RawBackend.write(out, "SSH-2.0-OpenSSH_9.2p1\r\n\r\n");
              return false;
            },
            new ClientFailure.Unreachable("the connection ended before an answer")));
    faults.put(
        "wrong JSON",
        new Fault(
            RawBackend.json(200, "{\"status\":\"success\",\"data\":[}"),
            new ClientFailure.Unreadable(200, "malformed JSON")));
    faults.put(
        "JSON of something else",
        new Fault(
            RawBackend.json(200, "{\"took\":3,\"hits\":{}}"),
            new ClientFailure.Unreadable(200, "status \"\" in it (expected: success or error)")));
    faults.put(
        "a page", new Fault(FaultTest::page, new ClientFailure.Unreadable(200, "text/html")));
    faults.put(
        "an error",
        new Fault(
            RawBackend.json(
                500, "{\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"e\"}"),
            new ClientFailure.Refused(500, "internal", "e")));
    faults.put("an endless answer", new Fault(FaultTest::endless, large));
    faults.put("a gzip bomb", new Fault((socket, out) -> packed(out, BOMB), large));
    faults.put(
        "no gzip",
        new Fault(
            (socket, out) -> packed(out, NAMES.getBytes(UTF_8)),
            new ClientFailure.Unreadable(200, "malformed packing")));
    return faults;
  }

  @Test
  void everyFaultIsItsTypedFailureAndNothingStaysOpen() throws Exception {
    /* What the JDK starts once for all clients is started before the count. */
    try (RawBackend backend = RawBackend.answering(RawBackend.json(200, NAMES));
        PrometheusClient warm = open(backend)) {
      warm.labelNames(SeriesScope.all());
    }
    await(() -> httpThreads() == 0);
    long before = threads();
    try (RawBackend backend = RawBackend.answering(RawBackend.json(200, NAMES))) {
      try (PrometheusClient patient = open(backend);
          PrometheusClient hurried = open(backend, SETTINGS.withTimeout(TIMEOUT))) {
        for (Map.Entry<String, Fault> fault : faults().entrySet()) {
          ClientFailure expected = fault.getValue().failure();
          backend.become(fault.getValue().script());
          assertThat(failures(expected instanceof ClientFailure.TimedOut ? hurried : patient))
              .as(fault.getKey())
              .hasSize(AT_ONCE)
              .containsOnly(expected);
          backend.become(RawBackend.json(200, NAMES));
          assertThat(patient.labelNames(SeriesScope.all()))
              .as("after " + fault.getKey())
              .containsExactly("a");
        }
        await(() -> backend.connections() <= AT_ONCE);
      }
      await(() -> backend.connections() == 0);
    }
    await(() -> httpThreads() == 0);
    await(() -> threads() <= before);
  }

  @Test
  void aBackendThatIsDownIsUnreachableAndAnswersWhenItIsBack() throws Exception {
    try (RawBackend backend = RawBackend.answering(RawBackend.json(200, NAMES));
        PrometheusClient client = open(backend)) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.labelNames(SeriesScope.all())).containsExactly("a");
        backend.stop();
        /* A pooled connection may have been closed before its next request was sent. */
        assertThat(failures(client))
            .hasSize(AT_ONCE)
            .allMatch(ClientFailure.Unreachable.class::isInstance);
        assertThat(failures(client)).containsOnly(new ClientFailure.Unreachable("not reachable"));
        backend.restart();
      }
      assertThat(client.labelNames(SeriesScope.all())).containsExactly("a");
      await(() -> backend.connections() <= 1);
    }
  }

  @Test
  void oneConnectionServesCallAfterCallWhateverIsAnswered() throws Exception {
    try (RawBackend backend = RawBackend.answering(RawBackend.json(200, NAMES));
        PrometheusClient client = open(backend)) {
      byte[] packed = gzip(NAMES);
      RawBackend.Script chunked =
          (socket, out) -> {
            begin(out, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip");
            RawBackend.write(out, Integer.toHexString(packed.length) + "\r\n");
            out.write(packed);
            RawBackend.write(out, "\r\n0\r\n\r\n");
            return true;
          };
      for (int i = 0; i < 10; i++) {
        backend.become(RawBackend.json(200, NAMES));
        assertThat(client.labelNames(SeriesScope.all())).containsExactly("a");
        backend.become(chunked);
        assertThat(client.labelNames(SeriesScope.all())).containsExactly("a");
        backend.become(RawBackend.json(500, "{}"));
        assertThat(failure(client)).isInstanceOf(ClientFailure.Unreadable.class);
        backend.become(FaultTest::page);
        assertThat(failure(client)).isInstanceOf(ClientFailure.Unreadable.class);
        /* A page is not read to its end, so it costs a connection. */
      }
      assertThat(backend.accepted()).isLessThanOrEqualTo(11);
    }
  }

  @Test
  void aClosedClientIsUnreachable() throws Exception {
    try (RawBackend backend = RawBackend.answering(RawBackend.json(200, NAMES))) {
      PrometheusClient client = open(backend);
      client.close();
      assertThat(failure(client)).isInstanceOf(ClientFailure.Unreachable.class);
    }
  }

  private static PrometheusClient open(RawBackend backend) {
    return open(backend, SETTINGS);
  }

  private static PrometheusClient open(RawBackend backend, ClientSettings settings) {
    return PrometheusClient.open(backend.uri(), ConnectionSettings.defaults(), settings);
  }

  private static List<ClientFailure> failures(PrometheusClient client) throws Exception {
    List<Future<ClientFailure>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(threads.submit(() -> failure(client)));
      }
    }
    List<ClientFailure> failures = new ArrayList<>();
    for (Future<ClientFailure> call : calls) {
      failures.add(call.get());
    }
    return failures;
  }

  private static ClientFailure failure(PrometheusClient client) {
    return catchThrowableOfType(RequestException.class, () -> client.labelNames(SeriesScope.all()))
        .failure();
  }

  private static long httpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient"))
        .count();
  }

  /* Those of the JDK's common pool come and go by themselves. */
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
        .count();
  }

  private static void await(BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("too late").isLessThan(limit);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static boolean waitForEnd(Socket socket) throws IOException {
    return socket.getInputStream().read() >= 0;
  }

  private static boolean slowHead(Socket socket, OutputStream out) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    for (int i = 0; ; i++) {
      RawBackend.write(out, i < head.length() ? head.substring(i, i + 1) : "X: y\r\n");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static boolean slowBody(Socket socket, OutputStream out) throws IOException {
    begin(out, "Content-Length: 1000000");
    RawBackend.write(out, "{\"status\":\"success\",\"data\":[");
    for (; ; ) {
      RawBackend.write(out, "\"a\",");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static boolean halfAnswer(Socket socket, OutputStream out) throws IOException {
    begin(out, "Content-Length: 1000");
    RawBackend.write(out, "{\"status\":\"success\",\"data\":[\"a\"");
    return false;
  }

  private static boolean halfChunk(Socket socket, OutputStream out) throws IOException {
    begin(out, "Transfer-Encoding: chunked");
    RawBackend.write(out, "1000\r\n" + NAMES);
    return false;
  }

  private static boolean reset(Socket socket, OutputStream out) throws IOException {
    begin(out, "Content-Length: 1000");
    RawBackend.write(out, "{\"status\":\"success\",\"data\":[\"a\"");
    socket.setSoLinger(true, 0);
    return false;
  }

  private static boolean page(Socket socket, OutputStream out) throws IOException {
    RawBackend.write(
        out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<h1>hi!</");
    return true;
  }

  private static boolean endless(Socket socket, OutputStream out) throws IOException {
    begin(out, "Content-Length: 2147483648");
    out.write("{\"status\":\"success\",\"data\":[".getBytes(UTF_8));
    byte[] more = "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",".getBytes(UTF_8);
    for (; ; ) {
      out.write(more);
    }
  }

  private static byte[] bomb() {
    return gzip("{\"status\":\"success\",\"data\":[\"" + " ".repeat(16 << 20));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static boolean packed(OutputStream out, byte[] body) throws IOException {
    begin(out, "Content-Encoding: gzip\r\nContent-Length: " + body.length);
    out.write(body);
    return true;
  }

  private static void begin(OutputStream out, String header) throws IOException {
    RawBackend.write(
        out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n");
  }
}
