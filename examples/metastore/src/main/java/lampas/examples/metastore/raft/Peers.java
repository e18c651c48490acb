package lampas.examples.metastore.raft;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.RaftException;

/**
 * Sends requests to other members, over one stream to each. Tries each request once: who sends it
 * knows whether to send it again, and under which number.
 */
final class Peers implements Closeable {
  private static final Logger LOG = Logger.getLogger(Peers.class.getName());

  /* How long a member that could not be reached is left alone. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ClientId clientId = ClientId.randomId();
  private final Membership membership;
  private final RaftProperties properties;
  private final Executor executor;
  private final Map<RaftPeerId, AtomicReference<Connection>> connections;
  private final AtomicLong questions = new AtomicLong();
  private volatile boolean closed;

  /* The client opens a socket when it is first used. */
  private static final class Connection {
    private final RaftClient client;
    private final long notBeforeNanos;

    Connection(RaftClient client, long notBeforeNanos) {
      this.client = client;
      this.notBeforeNanos = notBeforeNanos;
    }
  }

  Peers(Membership membership, RaftProperties properties, Executor executor) {
    this.membership = membership;
    this.properties = properties;
    this.executor = executor;
    this.connections =
        membership.others().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    peer -> new AtomicReference<>(connection(System.nanoTime()))));
  }

  ClientId clientId() {
    return clientId;
  }

  /** Asks one member, whoever leads; {@link LogStateMachine.Listener#answer} answers. */
  CompletableFuture<Message> ask(RaftPeerId peer, Message question) {
    RaftClientRequest request =
        RaftClientRequest.newBuilder()
            .setClientId(clientId)
            .setServerId(peer)
            .setGroupId(membership.groupId())
            .setCallId(questions.incrementAndGet())
            .setMessage(question)
            /* At -1 a member answers even if it knows of no committed entry yet. */
            .setType(RaftClientRequest.staleReadRequestType(-1))
            .build();
    return send(peer, request)
        .thenCompose(reply ->
            reply.isSuccess()
                ? CompletableFuture.completedFuture(reply.getMessage())
                : CompletableFuture.failedFuture(reply.getException()));
  }

  CompletableFuture<RaftClientReply> send(RaftPeerId peer, RaftClientRequest request) {
    AtomicReference<Connection> connection = connections.get(peer);
    if (connection == null || closed) {
      return CompletableFuture.failedFuture(new IOException(peer + ": no connection"));
    }
    Connection used = connection.get();
    if (System.nanoTime() - used.notBeforeNanos < 0) {
      return CompletableFuture.failedFuture(new IOException(peer + ": not reached just now"));
    }
    return used.client
        .getClientRpc()
        .sendRequestAsyncUnordered(request)
        .whenComplete((reply, failure) -> {
          if (failure != null) {
            replace(connection, used, failure);
          }
        });
  }

  /*
   * Whatever failed, the stream is of no more use: Ratis ends it even when its other side says that
   * it is not the leader. All that is under way on it fails, and the first of them replaces it.
   */
  private void replace(AtomicReference<Connection> connection, Connection used, Throwable failure) {
    boolean reached = Failures.cause(failure) instanceof RaftException;
    long notBefore = System.nanoTime() + (reached ? 0 : PAUSE_NANOS);
    if (!closed && connection.get() == used) {
      Connection next = connection(notBefore);
      Connection over = connection.compareAndSet(used, next) ? used : next;
      executor.execute(() -> close(over));
    }
  }

  private Connection connection(long notBefore) {
    RaftClient client =
        RaftClient.newBuilder()
            .setClientId(clientId)
            .setRaftGroup(membership.group())
            .setProperties(properties)
            .build();
    return new Connection(client, notBefore);
  }

  private static void close(Connection connection) {
    try {
      connection.client.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "raft: a connection was not closed in order", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    connections.values().forEach(connection -> close(connection.get()));
  }
}
