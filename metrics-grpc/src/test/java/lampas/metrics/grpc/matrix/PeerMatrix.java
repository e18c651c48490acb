package lampas.metrics.grpc.matrix;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import lampas.metrics.grpc.wire.LoopbackServer;

/** The situations of the matrix on servers that others measure. */
final class PeerMatrix {
  private static final long PATIENCE_NANOS = 300_000_000;

  /**
   * One call.
   *
   * @param seen the code that the client saw
   * @param counted what the library counted
   */
  record Row(Situation situation, CallKind kind, Status.Code seen, List<String> counted) {
    boolean isRight() {
      return counted.equals(List.of(seen + " 1"));
    }

    String text() {
      return "%-34s %-17s %-20s %-42s %s"
          .formatted(
              situation,
              kind,
              seen,
              counted.isEmpty() ? "nothing" : String.join(", ", counted),
              isRight() ? "right" : "WRONG");
    }
  }

  private PeerMatrix() {}

  static List<Row> run(Peer peer) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      for (CallKind kind : CallKind.values()) {
        rows.add(row(peer, situation, kind));
      }
    }
    return rows;
  }

  private static Row row(Peer peer, Situation situation, CallKind kind) throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicReference<Supplier<List<String>>> counted = new AtomicReference<>(List::of);
    Status.Code seen;
    try (LoopbackServer server =
        LoopbackServer.start(
            situation.service(waiting),
            builder -> {
              counted.set(peer.install(builder));
              situation.configuration().accept(builder);
            })) {
      seen = situation.call(server.channel(), kind, waiting).getCode();
      /* Before the client hangs up, which is another way to end a call. */
      await(counted.get());
    }
    return new Row(situation, kind, seen, counted.get().get());
  }

  /* A while only, for some calls are never counted. */
  private static void await(Supplier<List<String>> counted) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (counted.get().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
  }
}
