package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import lampas.metrics.Registry;
import lampas.metrics.grpc.dialect.MethodId;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowCallLogTest {
  private static final Logger LOGGER = Logger.getLogger(SlowCallLog.class.getName());

  private final FakeTime time = new FakeTime();
  private final Lines lines = new Lines();
  private final GrpcServerMetrics metrics =
      GrpcServerMetrics.create(
          Registry.create(),
          GrpcServerOptions.DEFAULT.withSlowCallThreshold(Duration.ofMillis(100)),
          time);

  /* The request says how many milliseconds pass while it is answered. */
  private final Service service =
      Service.ECHO.withPlace(
          ServerCalls.asyncUnaryCall((request, answer) -> {
            time.pass(Duration.ofMillis(Long.parseLong(request)));
            answer.onNext(request);
            answer.onCompleted();
          }));

  @BeforeEach
  void listen() {
    LOGGER.addHandler(lines);
  }

  @AfterEach
  void forget() {
    LOGGER.removeHandler(lines);
  }

  @Test
  void callsThatTakeTheThresholdOrLongerAreLogged() throws Exception {
    try (LoopbackServer server = LoopbackServer.start(service, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      Call.make(channel, Methods.PLACE, "99");
      Call.make(channel, Methods.PLACE, "100");
      assertThat(lines.next())
          .isEqualTo("slow call: /shop.Orders/Place took 100 ms, OK (threshold: 100 ms)");
    }
    assertThat(lines.all).isEmpty();
  }

  @Test
  void streamsAreNotSlowCalls() throws Exception {
    try (LoopbackServer server = LoopbackServer.start(service, metrics::installOn)) {
      ManagedChannel channel = server.channel();
      Call stream = Call.start(channel, Methods.TALK).send("x");
      stream.message();
      time.pass(Duration.ofHours(1));
      stream.halfClose().status();
      Call.make(channel, Methods.PLACE, "200");
      assertThat(lines.next()).contains("/shop.Orders/Place took 200 ms");
    }
    assertThat(lines.all).isEmpty();
  }

  @Test
  void moreThanTenASecondAreCountedAndNotWritten() throws Exception {
    SlowCallLog log = new SlowCallLog(Optional.of(Duration.ofMillis(1)), time);
    MethodId place = MethodId.of(Methods.PLACE);
    for (int i = 0; i < 25; i++) {
      log.ended(place, Status.Code.OK, 2_000_000);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(lines.next()).endsWith("took 2 ms, OK (threshold: 1 ms)");
    }
    time.pass(Duration.ofSeconds(1));
    log.ended(place, Status.Code.UNKNOWN, 3_000_000);

    assertThat(lines.next())
        .isEqualTo(
            "slow call: /shop.Orders/Place took 3 ms, UNKNOWN (threshold: 1 ms); 15 more before it"
                + " were not logged");
    assertThat(lines.all).isEmpty();
  }

  private static final class Lines extends Handler {
    private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      String line = all.poll(10, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("nothing was logged");
      }
      return line;
    }

    @Override
    public void publish(LogRecord logged) {
      all.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
