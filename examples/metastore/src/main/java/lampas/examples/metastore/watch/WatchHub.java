package lampas.examples.metastore.watch;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.ResponseHeader;
import com.ibm.etcd.api.WatchRequest;
import com.ibm.etcd.api.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.state.ChangeListener;
import lampas.examples.metastore.state.MetadataState;

/**
 * All watchers of a node.
 *
 * <p>When something changes, those whose range it is in are told, and their streams read it from
 * the history on other threads. Closing it ends all streams with STOPPED; a server does that before
 * it waits for its calls. Thread-safe.
 */
public final class WatchHub implements ChangeListener, AutoCloseable {
  private final MetadataState state;
  private final WatchSettings settings;
  private final WatchObserver observer;
  private final Executor pumps;
  private final RangeIndex<Watcher> index = new RangeIndex<>();
  private final Set<WatchStream> streams = ConcurrentHashMap.newKeySet();
  private final AtomicInteger streamCount = new AtomicInteger();
  private final Set<WatchStream> awaitingProgress = ConcurrentHashMap.newKeySet();
  private final AtomicLong seen = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ScheduledFuture<?> ticks;

  private WatchHub(
      MetadataState state,
      WatchSettings settings,
      WatchObserver observer,
      Executor pumps,
      ScheduledExecutorService timer) {
    this.state = state;
    this.settings = settings;
    this.observer = observer;
    this.pumps = pumps;
    long nanos = settings.progressInterval().toNanos();
    this.ticks =
        timer.scheduleAtFixedRate(
            () -> streams.forEach(WatchStream::tick), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * A hub that listens to a state.
   *
   * @param pumps where streams read and write, without blocking on clients; outlives the hub and
   *     the server
   * @param timer tells the time for notices of progress; does no work
   */
  public static WatchHub start(
      MetadataState state,
      WatchSettings settings,
      WatchObserver observer,
      Executor pumps,
      ScheduledExecutorService timer) {
    WatchHub hub = new WatchHub(state, settings, observer, pumps, timer);
    state.listen(hub);
    hub.seen.accumulateAndGet(state.revision(), Math::max);
    return hub;
  }

  /**
   * Begins a stream of watch requests; called in the handler of the call.
   *
   * @param caller who asks, for each request, on the thread that takes it
   * @param headers the header of a response by its revision
   */
  public StreamObserver<WatchRequest> open(
      Supplier<Caller> caller,
      LongFunction<ResponseHeader> headers,
      ServerCallStreamObserver<WatchResponse> responses) {
    if (streamCount.incrementAndGet() > settings.streams()) {
      streamCount.decrementAndGet();
      return refuse(
          responses, new EtcdException(EtcdError.TOO_MANY_REQUESTS, settings.tooManyStreams()));
    }
    WatchStream stream = new WatchStream(this, caller, headers, responses);
    streams.add(stream);
    stream.start();
    if (closed.get()) {
      stream.stop();
    }
    return stream;
  }

  /** How many watchers there are. */
  public int watchers() {
    return index.size();
  }

  /** How many streams there are. */
  public int streams() {
    return streamCount.get();
  }

  @Override
  public void changed(long revision, List<ByteString> keys) {
    index.watching(keys, watcher -> tell(watcher, revision, revision));
    saw(revision);
  }

  @Override
  public void compacted(long revision) {
    long before = seen.get();
    long newest = state.revision();
    if (newest > before) {
      /* A snapshot came instead of the changes: anything may be in it. */
      index.forEach(watcher -> tell(watcher, before + 1, newest));
      saw(newest);
    }
  }

  /** Ends all streams with STOPPED, and those that come later. */
  @Override
  public void close() {
    closed.set(true);
    ticks.cancel(false);
    streams.forEach(WatchStream::stop);
  }

  private static void tell(Watcher watcher, long first, long last) {
    if (watcher.changed(first, last)) {
      watcher.stream().ready(watcher);
    }
  }

  private void saw(long revision) {
    seen.accumulateAndGet(revision, Math::max);
    awaitingProgress.forEach(WatchStream::wake);
  }

  MetadataState state() {
    return state;
  }

  WatchSettings settings() {
    return settings;
  }

  WatchObserver observer() {
    return observer;
  }

  Executor pumps() {
    return pumps;
  }

  /** The revision up to which every watcher was told of every change. */
  long seen() {
    return seen.get();
  }

  void add(Watcher watcher) {
    index.add(watcher.range(), watcher);
    observer.opened();
  }

  void remove(Watcher watcher) {
    index.remove(watcher.range(), watcher);
    observer.closed();
  }

  /** Wakes a stream when more has been seen, until it no longer waits. */
  void awaitProgress(WatchStream stream) {
    awaitingProgress.add(stream);
  }

  void awaitNoProgress(WatchStream stream) {
    awaitingProgress.remove(stream);
  }

  void ended(WatchStream stream) {
    awaitingProgress.remove(stream);
    if (streams.remove(stream)) {
      streamCount.decrementAndGet();
    }
  }

  private static StreamObserver<WatchRequest> refuse(
      StreamObserver<WatchResponse> responses, EtcdException reason) {
    responses.onError(reason.status().asRuntimeException());
    return new StreamObserver<>() {
      @Override
      public void onNext(WatchRequest request) {}

      @Override
      public void onError(Throwable cancelled) {}

      @Override
      public void onCompleted() {}
    };
  }
}
