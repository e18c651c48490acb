package lampas.examples.metastore.watch;

import com.ibm.etcd.api.Event;
import java.util.List;

/** Where to split events so that responses do not get too large. */
final class EventSplit {
  private EventSplit() {}

  /** The revision that an event is of. */
  static long revision(Event event) {
    return event.getKv().getModRevision();
  }

  /** The end of the whole revisions from one place on that fit in a size; of one at least. */
  static int wholeRevisions(List<Event> events, int from, int bytes) {
    int end = endOfRevision(events, from);
    long size = size(events, from, end);
    while (end < events.size()) {
      int next = endOfRevision(events, end);
      size += size(events, end, next);
      if (size > bytes) {
        break;
      }
      end = next;
    }
    return end;
  }

  /** The end of the events from one place on that fit in a size; of one at least. */
  static int fitting(List<Event> events, int from, int bytes) {
    int end = from + 1;
    long size = size(events, from, end);
    while (end < events.size()) {
      size += size(events, end, end + 1);
      if (size > bytes) {
        break;
      }
      end++;
    }
    return end;
  }

  private static int endOfRevision(List<Event> events, int from) {
    long revision = revision(events.get(from));
    int end = from + 1;
    while (end < events.size() && revision(events.get(end)) == revision) {
      end++;
    }
    return end;
  }

  private static long size(List<Event> events, int from, int to) {
    long size = 0;
    for (int i = from; i < to; i++) {
      size += events.get(i).getSerializedSize();
    }
    return size;
  }
}
