package lampas.examples.metastore.api;

import com.ibm.etcd.api.WatchGrpc;
import com.ibm.etcd.api.WatchRequest;
import com.ibm.etcd.api.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.watch.WatchHub;

/** etcd's Watch service. A stream lasts until its client leaves or the hub is closed. */
public final class WatchService extends WatchGrpc.WatchImplBase {
  private final Gateway gateway;
  private final WatchHub hub;

  public WatchService(Gateway gateway, WatchHub hub) {
    this.gateway = gateway;
    this.hub = hub;
  }

  @Override
  public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> responses) {
    return hub.open(
        Caller::current, gateway::header, (ServerCallStreamObserver<WatchResponse>) responses);
  }
}
