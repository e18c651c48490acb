package lampas.examples.metastore.mvcc;

import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads changes from the log of versions, for a watcher. */
final class ChangeReader {
  private final KeyIndex index;
  private final VersionLog log;
  private final boolean withPrevious;
  private final List<Event> events = new ArrayList<>();

  ChangeReader(KeyIndex index, VersionLog log, boolean withPrevious) {
    this.index = index;
    this.log = log;
    this.withPrevious = withPrevious;
  }

  /**
   * Reads from a revision on to the end, or to the revision that brings the number of events to a
   * limit.
   *
   * @param revision the newest revision
   */
  Changes read(KeyRange range, long fromRevision, int atMostEvents, long revision) {
    long stopped =
        range.isSingleKey()
            ? readKey(index.find(range.start()), fromRevision, atMostEvents)
            : readLog(range, fromRevision, atMostEvents);
    long next = stopped > 0 ? stopped : Math.max(fromRevision, revision + 1);
    return new Changes(events, next);
  }

  /** Gives the revision it stopped before, or 0 at the end. */
  private long readKey(@Nullable KeyHistory history, long fromRevision, int atMostEvents) {
    if (history == null) {
      return 0;
    }
    long last = 0;
    for (int i = history.newestUpTo(fromRevision - 1) + 1; i < history.count(); i++) {
      Version version = history.get(i);
      if (events.size() >= atMostEvents && version.revision() != last) {
        return last + 1;
      }
      last = version.revision();
      add(version);
    }
    return 0;
  }

  private long readLog(KeyRange range, long fromRevision, int atMostEvents) {
    long last = 0;
    for (int i = log.indexOf(fromRevision); i < log.size(); i++) {
      Version version = log.get(i);
      if (events.size() >= atMostEvents && version.revision() != last) {
        return last + 1;
      }
      last = version.revision();
      if (range.contains(version.kv().getKey())) {
        add(version);
      }
    }
    return 0;
  }

  private void add(Version version) {
    Event.Builder event =
        Event.newBuilder()
            .setType(version.deleted() ? Event.EventType.DELETE : Event.EventType.PUT)
            .setKv(version.kv());
    if (withPrevious) {
      KeyValue previous = version.history().at(version.revision() - 1);
      if (previous != null) {
        event.setPrevKv(previous);
      }
    }
    events.add(event.build());
  }
}
