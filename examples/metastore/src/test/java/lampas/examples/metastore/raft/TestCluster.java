package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Replicas in this process that talk over loopback, each with its own folder. */
final class TestCluster implements AutoCloseable {
  /* Kept, as java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger RATIS = Logger.getLogger("org.apache.ratis");

  static {
    RATIS.setLevel(Level.OFF);
  }

  private final List<RaftMember> members = new ArrayList<>();
  private final Path root;
  private final Map<String, Replica> replicas = new HashMap<>();
  private final Map<String, ListState> states = new HashMap<>();
  private final Map<String, CountingObserver> observers = new HashMap<>();
  Duration proposalTimeout = Duration.ofSeconds(20);
  long snapshotEvery = 1_000_000;

  TestCluster(Path root, int size) throws IOException {
    this.root = root;
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      sockets.add(socket);
      members.add(new RaftMember("n" + i, "127.0.0.1", socket.getLocalPort()));
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
  }

  ReplicaSettings settings(String name) {
    return new ReplicaSettings(
        name, members, folder(name), Duration.ofSeconds(1), proposalTimeout, snapshotEvery);
  }

  Path folder(String name) {
    return root.resolve(name);
  }

  TestCluster startAll() {
    names().forEach(this::start);
    return this;
  }

  Replica start(String name) {
    ListState state = new ListState();
    CountingObserver observer = new CountingObserver();
    Replica replica = Replica.start(settings(name), state, observer);
    replicas.put(name, replica);
    states.put(name, state);
    observers.put(name, observer);
    return replica;
  }

  List<String> names() {
    return members.stream().map(RaftMember::name).toList();
  }

  List<RaftMember> members() {
    return members;
  }

  Replica replica(String name) {
    return present(replicas, name);
  }

  ListState state(String name) {
    return present(states, name);
  }

  CountingObserver observer(String name) {
    return present(observers, name);
  }

  /** The name of the leader that all running replicas agree on. */
  String leader() {
    String[] found = new String[1];
    await(() -> {
      List<RaftStatus> all = replicas.values().stream().map(Replica::status).toList();
      found[0] = all.getFirst().leader().orElse("");
      return replicas.containsKey(found[0])
          && all.stream().allMatch(status -> status.leader().orElse("").equals(found[0]));
    });
    return found[0];
  }

  String follower() {
    String leader = leader();
    return replicas.keySet().stream()
        .filter(name -> !name.equals(leader))
        .findFirst()
        .orElseThrow();
  }

  void close(String name) {
    replica(name).close();
    replicas.remove(name);
  }

  void abandon(String name) {
    replica(name).abandon();
    replicas.remove(name);
  }

  /** Proposes a text and gives its result. */
  String put(String name, String text) {
    return replica(name).propose(ByteString.copyFromUtf8(text)).join().toStringUtf8();
  }

  void awaitSize(String name, int size) {
    await(() -> state(name).size() >= size);
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within a minute");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Override
  public void close() {
    replicas.values().forEach(Replica::abandon);
  }

  private static <T> T present(Map<String, T> map, String name) {
    T found = map.get(name);
    if (found == null) {
      throw new AssertionError(name + " is not running: " + map.keySet());
    }
    return found;
  }
}
