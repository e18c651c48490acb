package lampas.examples.metastore.watch;

import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.WatchCreateRequest;
import com.ibm.etcd.api.WatchCreateRequest.FilterType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.examples.metastore.mvcc.KeyRange;

/**
 * A place in the history of a range of keys: the revision that is wanted next.
 *
 * <p>It is <i>behind</i> when something has changed in its range at that revision or later. While
 * it is not, there is nothing for it below the next change, so its place moves there without a look
 * at the history, and compaction does not reach it.
 */
final class Watcher {
  /* WatchCreateRequest.fragment, which this copy of the protos does not know. */
  private static final int FRAGMENT_FIELD = 8;

  private final WatchStream stream;
  private final long id;
  private final KeyRange range;
  private final long firstRevision;
  private final boolean puts;
  private final boolean deletes;
  private final boolean previous;
  private final boolean fragments;
  private final boolean progress;

  private final AtomicBoolean waiting = new AtomicBoolean();

  /** Guarded by this. */
  private long next;

  /** The newest change in the range that is known. Guarded by this. */
  private long newest;

  /** Whether every change since some revision below {@link #next} is known. Guarded by this. */
  private boolean following;

  /** Whether there were events since the last notice of progress. Of the stream's pump only. */
  private boolean busy = true;

  /** Of the stream's pump only. */
  private boolean closed;

  Watcher(
      WatchStream stream, long id, KeyRange range, long firstRevision, WatchCreateRequest request) {
    this.stream = stream;
    this.id = id;
    this.range = range;
    this.firstRevision = firstRevision;
    this.next = firstRevision;
    this.puts = !request.getFiltersList().contains(FilterType.NOPUT);
    this.deletes = !request.getFiltersList().contains(FilterType.NODELETE);
    this.previous = request.getPrevKv();
    this.progress = request.getProgressNotify();
    List<Long> field = request.getUnknownFields().getField(FRAGMENT_FIELD).getVarintList();
    this.fragments = !field.isEmpty() && field.getLast() != 0;
  }

  WatchStream stream() {
    return stream;
  }

  long id() {
    return id;
  }

  KeyRange range() {
    return range;
  }

  long firstRevision() {
    return firstRevision;
  }

  /** Whether events come with the version before them. */
  boolean wantsPrevious() {
    return previous;
  }

  boolean wantsFragments() {
    return fragments;
  }

  boolean wantsProgress() {
    return progress;
  }

  boolean wants(Event event) {
    return switch (event.getType()) {
      case PUT -> puts;
      case DELETE -> deletes;
      case UNRECOGNIZED -> throw new IllegalStateException("an event of no known type");
    };
  }

  /**
   * From now on every change is told; what was before is in the history up to a revision.
   *
   * @return whether it is behind
   */
  synchronized boolean follow(long revision) {
    following = true;
    newest = Math.max(newest, revision);
    return isBehind();
  }

  /**
   * Something has changed in its range, first at one revision and last at another, neither of which
   * it was told before.
   *
   * @return whether it is behind
   */
  synchronized boolean changed(long first, long last) {
    if (following && !isBehind()) {
      next = Math.max(next, first);
    }
    newest = Math.max(newest, last);
    return isBehind();
  }

  /** Everything below a revision was sent or is not wanted. */
  synchronized void advance(long revision) {
    next = Math.max(next, revision);
  }

  synchronized long next() {
    return next;
  }

  synchronized boolean isBehind() {
    return newest >= next;
  }

  /** Takes a place in the queue of its stream, unless it has one. */
  boolean enqueue() {
    return !waiting.getAndSet(true);
  }

  void dequeue() {
    waiting.set(false);
  }

  void sent() {
    busy = true;
  }

  /** Whether nothing was sent since it was asked last. */
  boolean wasIdle() {
    boolean idle = !busy;
    busy = false;
    return idle;
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
