package lampas.examples.metastore.watch;

import com.ibm.etcd.api.ResponseHeader;
import com.ibm.etcd.api.WatchCreateRequest;
import com.ibm.etcd.api.WatchRequest;
import com.ibm.etcd.api.WatchResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.mvcc.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * One call of Watch: requests in, responses of all its watchers out.
 *
 * <p>All of it happens in turns of a pump, of which there is never more than one at a time: other
 * threads leave a note and wake it. It writes only while the connection takes more, and asks for
 * the next request once the last one is answered, so a client that does not read holds up itself.
 */
final class WatchStream implements StreamObserver<WatchRequest> {
  private static final System.Logger LOG = System.getLogger(WatchStream.class.getName());

  private final WatchHub hub;
  private final Supplier<Caller> caller;
  private final LongFunction<ResponseHeader> headers;
  private final ServerCallStreamObserver<WatchResponse> responses;
  private final Delivery delivery;

  /* Notes of other threads. */
  private final AtomicInteger wakes = new AtomicInteger();
  private final AtomicReference<@Nullable Asked> request = new AtomicReference<>();
  private final Queue<Watcher> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean ticked = new AtomicBoolean();
  private volatile boolean halfClosed;
  private volatile boolean gone;
  private volatile boolean stopping;

  /* Of the pump. */
  private final Map<Long, Watcher> watchers = new HashMap<>();
  private final Deque<WatchResponse> answers = new ArrayDeque<>();
  private long nextId;
  private boolean answering;
  private boolean ended;

  /** The least revision that a client waits to hear of; 0 if it does not. */
  private long progressWanted;

  WatchStream(
      WatchHub hub,
      Supplier<Caller> caller,
      LongFunction<ResponseHeader> headers,
      ServerCallStreamObserver<WatchResponse> responses) {
    this.hub = hub;
    this.caller = caller;
    this.headers = headers;
    this.responses = responses;
    this.delivery = new Delivery(hub, headers, responses);
  }

  void start() {
    responses.setOnReadyHandler(this::wake);
    responses.setOnCancelHandler(this::leave);
    responses.disableAutoRequest();
    responses.request(1);
  }

  @Override
  public void onNext(WatchRequest next) {
    request.set(new Asked(next, caller.get()));
    wake();
  }

  @Override
  public void onError(Throwable cancelled) {
    leave();
  }

  @Override
  public void onCompleted() {
    halfClosed = true;
    wake();
  }

  /** A watcher of this stream is behind. */
  void ready(Watcher watcher) {
    if (watcher.enqueue()) {
      ready.add(watcher);
      wake();
    }
  }

  /** It is time for notices of progress. */
  void tick() {
    ticked.set(true);
    wake();
  }

  /** Ends the call, for the server stops. */
  void stop() {
    stopping = true;
    wake();
  }

  private void leave() {
    gone = true;
    wake();
  }

  void wake() {
    if (wakes.getAndIncrement() == 0) {
      hub.pumps().execute(this::pump);
    }
  }

  private void pump() {
    int handled = wakes.get();
    do {
      turn();
      handled = wakes.addAndGet(-handled);
    } while (handled != 0);
  }

  private void turn() {
    if (ended) {
      return;
    }
    try {
      if (gone) {
        end();
      } else if (stopping) {
        end();
        responses.onError(EtcdError.STOPPED.status().asRuntimeException());
      } else {
        work();
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a watch stream failed", e);
      end();
      responses.onError(Status.INTERNAL.withDescription("internal error").asRuntimeException());
    }
  }

  private void work() {
    @Nullable Asked next = request.getAndSet(null);
    if (next != null) {
      answering = true;
      handle(next.request(), next.caller());
    }
    writeAnswers();
    deliver();
    noticeProgress();
    writeAnswers();
    if (!answers.isEmpty()) {
      return;
    }
    if (answering) {
      answering = false;
      responses.request(1);
    }
    /* As in etcd, events go on after a client's last request. */
    if (halfClosed && watchers.isEmpty() && request.get() == null) {
      end();
      responses.onCompleted();
    }
  }

  private void end() {
    ended = true;
    watchers.values().forEach(this::remove);
    watchers.clear();
    answers.clear();
    hub.ended(this);
  }

  private void handle(WatchRequest next, Caller asker) {
    switch (next.getRequestUnionCase()) {
      case CREATE_REQUEST -> create(next.getCreateRequest(), asker);
      case CANCEL_REQUEST -> {
        @Nullable Watcher watcher = watchers.remove(next.getCancelRequest().getWatchId());
        /* etcd does not answer for one that it does not know. */
        if (watcher != null) {
          remove(watcher);
          answers.add(response(hub.seen(), watcher.id()).setCanceled(true).build());
        }
      }
      case PROGRESS_REQUEST -> {
        progressWanted = hub.state().revision();
        hub.awaitProgress(this);
      }
      case REQUESTUNION_NOT_SET -> {
        /* etcd goes on as well. */
      }
    }
  }

  private void create(WatchCreateRequest asked, Caller asker) {
    long revision = hub.state().revision();
    KeyRange range = Creation.range(asked);
    Optional<String> denied = Creation.refusal(hub.state(), asker, range);
    Optional<String> refused = denied.or(() -> unusable(asked, range));
    if (refused.isPresent()) {
      long id = denied.isPresent() ? asked.getWatchId() : Creation.NO_WATCHER;
      answers.add(
          response(revision, id)
              .setCreated(true)
              .setCanceled(true)
              .setCancelReason(refused.get())
              .build());
      return;
    }
    long id = asked.getWatchId() == 0 ? freeId() : asked.getWatchId();
    long first = asked.getStartRevision() > 0 ? asked.getStartRevision() : revision + 1;
    Watcher watcher = new Watcher(this, id, range, first, asked);
    watchers.put(id, watcher);
    hub.add(watcher);
    answers.add(response(revision, id).setCreated(true).build());
    /* Changes are told from here on; those before have to be looked for. */
    if (watcher.follow(hub.state().revision())) {
      ready(watcher);
    }
  }

  private Optional<String> unusable(WatchCreateRequest asked, KeyRange range) {
    if (Creation.isEmpty(range)) {
      return Optional.of(Creation.EMPTY_RANGE);
    }
    if (asked.getWatchId() != 0 && watchers.containsKey(asked.getWatchId())) {
      return Optional.of(Creation.DUPLICATE);
    }
    return watchers.size() < hub.settings().watchersPerStream()
        ? Optional.empty()
        : Optional.of(hub.settings().tooManyWatchers());
  }

  private long freeId() {
    while (watchers.containsKey(nextId)) {
      nextId++;
    }
    return nextId++;
  }

  private void remove(Watcher watcher) {
    watcher.close();
    hub.remove(watcher);
  }

  private void writeAnswers() {
    while (!answers.isEmpty() && responses.isReady()) {
      responses.onNext(answers.remove());
    }
  }

  private void deliver() {
    while (answers.isEmpty() && responses.isReady() && !isInterrupted()) {
      @Nullable Watcher watcher = ready.poll();
      if (watcher == null) {
        return;
      }
      watcher.dequeue();
      if (!watcher.isClosed()) {
        deliver(watcher);
      }
    }
  }

  private void deliver(Watcher watcher) {
    try {
      delivery.next(watcher);
      if (watcher.isBehind()) {
        ready(watcher);
      }
    } catch (EtcdException e) {
      if (e.error() != EtcdError.COMPACTED) {
        throw e;
      }
      watchers.remove(watcher.id());
      remove(watcher);
      answers.add(
          response(hub.seen(), watcher.id())
              .setCanceled(true)
              .setCompactRevision(hub.state().compactedRevision())
              .build());
      writeAnswers();
    }
  }

  /* Whether there is something to do before the next watcher's turn. */
  private boolean isInterrupted() {
    return gone || stopping || request.get() != null;
  }

  private void noticeProgress() {
    if (!answers.isEmpty() || !responses.isReady()) {
      return;
    }
    /* Read first: whoever was told of a change up to here is behind by now, or has sent it. */
    long seen = hub.seen();
    if (progressWanted > 0 && seen >= progressWanted && ready.isEmpty()) {
      progressWanted = 0;
      hub.awaitNoProgress(this);
      answers.add(response(seen, Creation.NO_WATCHER).build());
    }
    if (ticked.getAndSet(false)) {
      for (Watcher watcher : watchers.values()) {
        boolean tells = watcher.wantsProgress() && watcher.wasIdle() && !watcher.isBehind();
        if (tells && watcher.firstRevision() <= seen + 1) {
          answers.add(response(seen, watcher.id()).build());
        }
      }
    }
  }

  private WatchResponse.Builder response(long revision, long watchId) {
    return WatchResponse.newBuilder().setHeader(headers.apply(revision)).setWatchId(watchId);
  }

  private record Asked(WatchRequest request, Caller caller) {}
}
