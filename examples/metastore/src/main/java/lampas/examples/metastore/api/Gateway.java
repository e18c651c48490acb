package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.ibm.etcd.api.ResponseHeader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.Result;
import lampas.examples.metastore.raft.ReplicatedLog;
import lampas.examples.metastore.state.MetadataState;

/**
 * The way of every request from its service to the log and the state, and back with a header.
 *
 * <p>Futures fail with {@link EtcdException}. Thread-safe.
 */
public final class Gateway {
  private final ReplicatedLog log;
  private final MetadataState state;
  private final long clusterId;
  private final long memberId;

  public Gateway(ReplicatedLog log, MetadataState state, long clusterId, long memberId) {
    this.log = log;
    this.state = state;
    this.clusterId = clusterId;
    this.memberId = memberId;
  }

  /**
   * Appends a command to the log and gives its response.
   *
   * @param kind any message of the response's type
   */
  public <T extends Message> CompletableFuture<T> propose(Command command, T kind) {
    return log.propose(command.toByteString()).thenApply(bytes -> response(bytes, kind));
  }

  /** Answers a question about the state, as of now for all nodes. */
  public <T> CompletableFuture<T> read(Supplier<T> question) {
    return log.catchUp().thenApply(done -> question.get());
  }

  /** A response with this node in its header; the revision that is there already stays. */
  @SuppressWarnings("unchecked")
  public <T extends Message> T withHeader(T response) {
    Message.Builder builder = response.toBuilder();
    var field = builder.getDescriptorForType().findFieldByName("header");
    ResponseHeader header = (ResponseHeader) response.getField(field);
    builder.setField(field, header(header.getRevision()));
    return (T) builder.build();
  }

  /** The header of this node; revision 0 stands for the newest. */
  public ResponseHeader header(long revision) {
    return ResponseHeader.newBuilder()
        .setClusterId(clusterId)
        .setMemberId(memberId)
        .setRevision(revision == 0 ? state.revision() : revision)
        .setRaftTerm(log.status().term())
        .build();
  }

  public MetadataState state() {
    return state;
  }

  public ReplicatedLog log() {
    return log;
  }

  private <T extends Message> T response(ByteString bytes, T kind) {
    try {
      Result result = Result.parseFrom(bytes);
      if (!result.getError().isEmpty()) {
        EtcdError error = EtcdError.valueOf(result.getError());
        throw result.getDetail().isEmpty()
            ? new EtcdException(error)
            : new EtcdException(error, result.getDetail());
      }
      @SuppressWarnings("unchecked")
      T response = (T) kind.getParserForType().parseFrom(result.getResponse());
      return withHeader(response);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a result that this node wrote cannot be read", e);
    }
  }
}
