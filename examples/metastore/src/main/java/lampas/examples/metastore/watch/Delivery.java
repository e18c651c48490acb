package lampas.examples.metastore.watch;

import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.ResponseHeader;
import com.ibm.etcd.api.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.function.LongFunction;
import lampas.examples.metastore.state.EventBatch;

/**
 * Brings a watcher's next batch from the history to its client.
 *
 * <p>A response has as many whole revisions as fit in the size limit, and one at least. A single
 * revision that is larger goes out whole, or in fragments if the watcher asked for that.
 */
final class Delivery {
  private final WatchHub hub;
  private final LongFunction<ResponseHeader> headers;
  private final ServerCallStreamObserver<WatchResponse> responses;

  Delivery(
      WatchHub hub,
      LongFunction<ResponseHeader> headers,
      ServerCallStreamObserver<WatchResponse> responses) {
    this.hub = hub;
    this.headers = headers;
    this.responses = responses;
  }

  /**
   * Reads a batch and writes of it what the connection takes; the rest will be read again.
   *
   * @throws lampas.examples.metastore.error.EtcdException COMPACTED if it is not there any more
   */
  void next(Watcher watcher) {
    EventBatch batch =
        hub.state()
            .events(
                watcher.range(),
                watcher.next(),
                hub.settings().batchEvents(),
                watcher.wantsPrevious());
    List<Event> events = batch.events().stream().filter(watcher::wants).toList();
    int from = 0;
    while (from < events.size()) {
      if (!responses.isReady()) {
        return;
      }
      int to = EventSplit.wholeRevisions(events, from, hub.settings().responseBytes());
      /* All that the watcher wants up to this revision is in this response or was before. */
      long upTo =
          to == events.size() ? batch.nextRevision() - 1 : EventSplit.revision(events.get(to - 1));
      write(watcher, events.subList(from, to), upTo);
      watcher.advance(upTo + 1);
      from = to;
    }
    watcher.advance(batch.nextRevision());
  }

  private void write(Watcher watcher, List<Event> events, long revision) {
    int from = 0;
    do {
      int to =
          watcher.wantsFragments()
              ? EventSplit.fitting(events, from, hub.settings().responseBytes())
              : events.size();
      responses.onNext(
          WatchResponse.newBuilder()
              .setHeader(headers.apply(revision))
              .setWatchId(watcher.id())
              .setFragment(to < events.size())
              .addAllEvents(events.subList(from, to))
              .build());
      from = to;
    } while (from < events.size());
    watcher.sent();
    int puts =
        (int) events.stream().filter(event -> event.getType() == Event.EventType.PUT).count();
    hub.observer().sent(puts, events.size() - puts);
  }
}
