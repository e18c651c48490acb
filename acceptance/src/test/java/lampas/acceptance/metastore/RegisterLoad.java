package lampas.acceptance.metastore;

import static lampas.acceptance.metastore.Texts.string;

import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import lampas.acceptance.metastore.linearizability.RegisterOperation.Span;

/**
 * Writers and readers of a handful of keys, each with one node that it always asks, one call at a
 * time, nothing twice; every written value is another one. What they did and saw is kept.
 */
final class RegisterLoad implements AutoCloseable {
  private static final int KEYS = 5;
  private static final long LIMIT_MILLIS = 3_000;
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  /**
   * A put that a node answered or not.
   *
   * @param node whom the client asked
   * @param outcome the code of the answer
   * @param revision what an acknowledgement says; 0 without one
   */
  record Put(int node, String key, String value, Status.Code outcome, long revision, Span span) {
    boolean acknowledged() {
      return outcome == Status.Code.OK;
    }
  }

  /** A read that a node answered, and the revision of the value. */
  record Get(int node, String key, Optional<String> value, long revision, Span span) {}

  private final List<EtcdStubs> connections = new ArrayList<>();
  private final ConcurrentLinkedQueue<Put> puts = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Get> gets = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> clients = new ArrayList<>();

  private RegisterLoad() {}

  /** Starts so many writers and readers, spread over the nodes. */
  static RegisterLoad start(List<String> endpoints, int writers, int readers) {
    RegisterLoad load = new RegisterLoad();
    for (int i = 0; i < writers + readers; i++) {
      int client = i;
      int node = i % endpoints.size();
      EtcdStubs connection = EtcdStubs.of(endpoints.get(node));
      load.connections.add(connection);
      Runnable calls =
          client < writers
              ? () -> load.write(client, node, connection)
              : () -> load.read(client, node, connection);
      load.clients.add(load.threads.submit(calls));
    }
    return load;
  }

  /** How many puts a node has acknowledged. */
  long acknowledged(int node) {
    return puts.stream().filter(put -> put.node == node && put.acknowledged()).count();
  }

  /** Ends when each client has its last answer. */
  void stop() throws InterruptedException, ExecutionException {
    stopped.set(true);
    for (Future<?> client : clients) {
      client.get();
    }
  }

  List<Put> puts() {
    return List.copyOf(puts);
  }

  List<Get> gets() {
    return List.copyOf(gets);
  }

  private void write(int client, int node, EtcdStubs connection) {
    for (int i = 0; !stopped.get(); i++) {
      String key = key(client + i);
      String value = "writer" + client + "-" + i;
      PutRequest request =
          PutRequest.newBuilder().setKey(string(key)).setValue(string(value)).build();
      long invoked = System.nanoTime();
      try {
        long revision = connection.keys(LIMIT_MILLIS).put(request).getHeader().getRevision();
        Span span = Span.of(invoked, System.nanoTime());
        puts.add(new Put(node, key, value, Status.Code.OK, revision, span));
      } catch (StatusRuntimeException e) {
        puts.add(new Put(node, key, value, e.getStatus().getCode(), 0, Span.unknown(invoked)));
        pause(connection);
      }
    }
  }

  private void read(int client, int node, EtcdStubs connection) {
    for (int i = 0; !stopped.get(); i++) {
      String key = key(client + i);
      long invoked = System.nanoTime();
      try {
        RangeResponse found =
            connection
                .keys(LIMIT_MILLIS)
                .range(RangeRequest.newBuilder().setKey(string(key)).build());
        Span span = Span.of(invoked, System.nanoTime());
        gets.add(
            found.getKvsList().stream()
                .map(kv ->
                    new Get(
                        node,
                        key,
                        Optional.of(kv.getValue().toStringUtf8()),
                        kv.getModRevision(),
                        span))
                .findFirst()
                .orElseGet(() -> new Get(node, key, Optional.empty(), 0, span)));
      } catch (StatusRuntimeException nothingSeen) {
        pause(connection);
      }
    }
  }

  private static void pause(EtcdStubs connection) {
    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
    connection.reconnect();
  }

  private static String key(int number) {
    return "register/" + number % KEYS;
  }

  @Override
  public void close() {
    stopped.set(true);
    connections.forEach(EtcdStubs::close);
    threads.shutdownNow();
  }
}
