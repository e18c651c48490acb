package lampas.examples.metastore.raft;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientRpc;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeerId;

/**
 * Sends requests to other members, one stream to each. Tries each request once: who sends it knows
 * whether to send it again, and under which number.
 */
final class Peers implements Closeable {
  private final RaftClient client;
  private final RaftClientRpc rpc;
  private final Membership membership;
  private final Executor executor;
  private final Map<RaftPeerId, AtomicLong> connections = new ConcurrentHashMap<>();
  private final AtomicLong questions = new AtomicLong();

  Peers(Membership membership, RaftProperties properties, Executor executor) {
    this.membership = membership;
    this.executor = executor;
    client =
        RaftClient.newBuilder()
            .setRaftGroup(membership.group())
            .setProperties(properties)
            .build();
    rpc = client.getClientRpc();
  }

  /** Asks one member, whoever leads; {@link LogStateMachine.Listener#answer} answers. */
  CompletableFuture<Message> ask(RaftPeerId peer, Message question) {
    RaftClientRequest request =
        RaftClientRequest.newBuilder()
            .setClientId(client.getId())
            .setServerId(peer)
            .setGroupId(membership.groupId())
            .setCallId(questions.incrementAndGet())
            .setMessage(question)
            /* At -1 a member answers even if it knows of no committed entry yet. */
            .setType(RaftClientRequest.staleReadRequestType(-1))
            .build();
    return send(peer, request)
        .thenCompose(
            reply ->
                reply.isSuccess()
                    ? CompletableFuture.completedFuture(reply.getMessage())
                    : CompletableFuture.failedFuture(reply.getException()));
  }

  CompletableFuture<RaftClientReply> send(RaftPeerId peer, RaftClientRequest request) {
    AtomicLong connection = connections.computeIfAbsent(peer, id -> new AtomicLong());
    long number = connection.get();
    return rpc.sendRequestAsyncUnordered(request)
        .whenComplete(
            (reply, failure) -> {
              /*
               * Whatever failed, the stream is of no more use: Ratis ends it even when its other
               * side says that it is not the leader. All that was under way on it fails, and the
               * first of them opens the next one.
               */
              if (failure != null && connection.compareAndSet(number, number + 1)) {
                executor.execute(() -> rpc.handleException(peer, failure, true));
              }
            });
  }

  ClientId clientId() {
    return client.getId();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
