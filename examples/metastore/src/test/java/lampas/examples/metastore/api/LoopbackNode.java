package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.CompactionRequest;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.KVGrpc;
import com.ibm.etcd.api.PutRequest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.examples.metastore.state.MetadataState;
import lampas.examples.metastore.state.StateObserver;
import lampas.examples.metastore.watch.WatchHub;
import lampas.examples.metastore.watch.WatchObserver;
import lampas.examples.metastore.watch.WatchSettings;

/** The services of a node on a real server, with a channel to it. */
final class LoopbackNode implements AutoCloseable {
  static final Member MEMBER =
      new Member("one", List.of("http://127.0.0.1:2380"), List.of("http://127.0.0.1:2379"));

  private final MetadataState state = MetadataState.create(StateObserver.NONE, System::nanoTime);
  private final InstantLog log = new InstantLog(state);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Counts counts = new Counts();
  private final WatchHub hub;
  private final Server server;
  private final ManagedChannel channel;

  private LoopbackNode(WatchSettings settings, Path folder) {
    Members members = Members.of(MEMBER);
    Gateway gateway = new Gateway(log, state, members.clusterId(), members.id("one"));
    hub = WatchHub.start(state, settings, counts, executor, timer);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
              .executor(executor)
              .addService(new KvService(gateway))
              .addService(new WatchService(gateway, hub))
              .addService(new LeaseService(gateway))
              .addService(new MaintenanceService(gateway, members, folder))
              .addService(new ClusterService(gateway, members))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel =
        NettyChannelBuilder.forAddress(loopback.getHostAddress(), server.getPort())
            .usePlaintext()
            .maxInboundMessageSize(64 * 1024 * 1024)
            .build();
  }

  public static LoopbackNode start() {
    return start(WatchSettings.DEFAULT);
  }

  public static LoopbackNode start(WatchSettings settings) {
    return new LoopbackNode(settings, Path.of(System.getProperty("java.io.tmpdir")));
  }

  static LoopbackNode start(Path folder) {
    return new LoopbackNode(WatchSettings.DEFAULT, folder);
  }

  public ManagedChannel channel() {
    return channel;
  }

  public MetadataState state() {
    return state;
  }

  public WatchHub hub() {
    return hub;
  }

  public Counts counts() {
    return counts;
  }

  InstantLog log() {
    return log;
  }

  public KVGrpc.KVBlockingStub kv() {
    return KVGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  /** Gives a key a value; the revision is returned. */
  public long put(String key, String value) {
    return kv().put(
            PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8(value))
                .build())
        .getHeader()
        .getRevision();
  }

  public long delete(String key) {
    return kv().deleteRange(
            DeleteRangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build())
        .getHeader()
        .getRevision();
  }

  public void compact(long revision) {
    var unused =
        kv().compact(
                CompactionRequest.newBuilder().setRevision(revision).setPhysical(true).build());
  }

  @Override
  public void close() {
    hub.close();
    channel.shutdownNow();
    server.shutdown();
    Await.until("the server's end", server::isTerminated);
    timer.shutdownNow();
    executor.close();
  }

  /** What an observer was told. */
  static final class Counts implements WatchObserver {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger puts = new AtomicInteger();
    private final AtomicInteger deletes = new AtomicInteger();

    @Override
    public void opened() {
      opened.incrementAndGet();
      open.incrementAndGet();
    }

    @Override
    public void closed() {
      open.decrementAndGet();
    }

    @Override
    public void sent(int newPuts, int newDeletes) {
      puts.addAndGet(newPuts);
      deletes.addAndGet(newDeletes);
    }

    public int open() {
      return open.get();
    }

    public int total() {
      return opened.get();
    }

    public int puts() {
      return puts.get();
    }

    public int deletes() {
      return deletes.get();
    }
  }
}
