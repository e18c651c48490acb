package lampas.examples.metastore.api;

import com.ibm.etcd.api.CompactionRequest;
import com.ibm.etcd.api.CompactionResponse;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.DeleteRangeResponse;
import com.ibm.etcd.api.KVGrpc;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.PutResponse;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.api.TxnRequest;
import com.ibm.etcd.api.TxnResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.state.MetadataState;
import lampas.examples.metastore.state.RequestCheck;

/**
 * etcd's KV service.
 *
 * <p>Serializable ranges are read from this node as it is. Everything else that only reads waits
 * until this node has all that was committed; the rest goes through the log.
 */
public final class KvService extends KVGrpc.KVImplBase {
  private final Gateway gateway;

  public KvService(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public void range(RangeRequest request, StreamObserver<RangeResponse> responses) {
    Caller caller = Caller.current();
    Replies.answer(
        responses,
        () -> {
          RequestCheck.check(request);
          return request.getSerializable()
              ? CompletableFuture.completedFuture(read(caller, request))
              : gateway.read(() -> read(caller, request));
        });
  }

  @Override
  public void put(PutRequest request, StreamObserver<PutResponse> responses) {
    Caller caller = Caller.current();
    Replies.answer(
        responses,
        () -> {
          RequestCheck.check(request);
          return gateway.propose(
              command(caller).setPut(request).build(), PutResponse.getDefaultInstance());
        });
  }

  @Override
  public void deleteRange(
      DeleteRangeRequest request, StreamObserver<DeleteRangeResponse> responses) {
    Caller caller = Caller.current();
    Replies.answer(
        responses,
        () -> {
          RequestCheck.check(request);
          return gateway.propose(
              command(caller).setDeleteRange(request).build(),
              DeleteRangeResponse.getDefaultInstance());
        });
  }

  @Override
  public void txn(TxnRequest request, StreamObserver<TxnResponse> responses) {
    Caller caller = Caller.current();
    Replies.answer(
        responses,
        () -> {
          RequestCheck.check(request);
          return MetadataState.isReadOnly(request)
              ? gateway.read(() -> gateway.withHeader(gateway.state().read(caller, request)))
              : gateway.propose(
                  command(caller).setTxn(request).build(), TxnResponse.getDefaultInstance());
        });
  }

  /**
   * Drops history. A physical compaction is answered when this node has done it too, any other when
   * the leader has.
   */
  @Override
  public void compact(CompactionRequest request, StreamObserver<CompactionResponse> responses) {
    Caller caller = Caller.current();
    Replies.answer(
        responses,
        () -> {
          CompletableFuture<CompactionResponse> done =
              gateway.propose(
                  command(caller).setCompact(request).build(),
                  CompactionResponse.getDefaultInstance());
          return request.getPhysical()
              ? done.thenCompose(response -> gateway.read(() -> response))
              : done;
        });
  }

  private RangeResponse read(Caller caller, RangeRequest request) {
    return gateway.withHeader(gateway.state().range(caller, request));
  }

  private static Command.Builder command(Caller caller) {
    return Command.newBuilder().setAsker(caller.asker());
  }
}
