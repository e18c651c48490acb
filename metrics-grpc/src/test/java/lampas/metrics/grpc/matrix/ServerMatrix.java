package lampas.metrics.grpc.matrix;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lampas.metrics.Registry;
import lampas.metrics.grpc.GrpcServerMetrics;
import lampas.metrics.grpc.GrpcServerOptions;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Until;

/** Every situation for every kind of call, each on a server and a registry of its own. */
final class ServerMatrix {
  /** How much of the metrics a server has. */
  enum Mode {
    GUARDED,
    MEASURED_ONLY
  }

  private ServerMatrix() {}

  static List<Row> run(Mode mode) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      for (CallKind kind : CallKind.values()) {
        rows.add(row(mode, situation, kind));
      }
    }
    return rows;
  }

  static Row row(Mode mode, Situation situation, CallKind kind) throws Exception {
    Registry registry = Registry.create();
    GrpcServerMetrics metrics = GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT);
    CountDownLatch waiting = new CountDownLatch(1);
    Status seen;
    try (LoopbackServer server =
        LoopbackServer.start(
            situation.service(waiting),
            builder -> {
              switch (mode) {
                case GUARDED -> metrics.installOn(builder);
                case MEASURED_ONLY -> metrics.measureOnly(builder);
              }
              situation.configuration().accept(builder);
            })) {
      ManagedChannel channel = server.channel();
      seen = situation.call(channel, kind, waiting);
      Until.nothingIsInFlight(registry);
    }
    /* The server has ended: what is not counted now never will be, and nothing counts twice later. */
    return row(mode, situation, kind, seen.getCode(), Page.of(registry));
  }

  private static Row row(
      Mode mode, Situation situation, CallKind kind, Status.Code seen, Page page) {
    boolean unknown = situation == Situation.UNKNOWN_METHOD;
    String method = unknown ? "unknown" : "/" + kind.method().getFullMethodName();
    Status.Code code =
        switch (mode) {
          case GUARDED -> situation.codeWithRecovery();
          case MEASURED_ONLY -> situation.codeWithoutRecovery();
        };
    String durations =
        kind.isStreaming() && !unknown
            ? "grpc_server_stream_duration_seconds_count"
            : "grpc_server_request_duration_seconds_count";
    return Row.of(situation.toString(), kind, method, code, seen, page, "grpc_server_", durations);
  }
}
