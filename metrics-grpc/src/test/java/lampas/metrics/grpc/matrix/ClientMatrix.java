package lampas.metrics.grpc.matrix;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lampas.metrics.Registry;
import lampas.metrics.grpc.GrpcClientMetrics;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Page;

/** Every situation of a client for every kind of call, each on a registry of its own. */
final class ClientMatrix {
  private ClientMatrix() {}

  static List<Row> run() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (ClientSituation situation : ClientSituation.values()) {
      for (CallKind kind : CallKind.values()) {
        rows.add(row(situation, kind));
      }
    }
    return rows;
  }

  private static Row row(ClientSituation situation, CallKind kind) throws Exception {
    Registry registry = Registry.create();
    CountDownLatch waiting = new CountDownLatch(1);
    Status.Code seen;
    try (LoopbackServer server = LoopbackServer.start(situation.service(waiting), builder -> {})) {
      ManagedChannel channel =
          server.channel(builder -> {
            builder.maxInboundMessageSize(ClientSituation.LARGEST_MESSAGE);
            builder.intercept(situation.inner());
            GrpcClientMetrics.install(builder, registry);
          });
      if (situation == ClientSituation.NO_SERVER) {
        server.server().shutdownNow().awaitTermination();
      }
      seen = situation.call(channel, kind, server, waiting);
    }
    String durations =
        kind.isStreaming()
            ? "grpc_client_stream_duration_seconds_count"
            : "grpc_client_request_duration_seconds_count";
    return Row.of(
        situation.toString(),
        kind,
        "/" + kind.method().getFullMethodName(),
        situation.code(),
        seen,
        Page.of(registry),
        "grpc_client_",
        durations);
  }
}
