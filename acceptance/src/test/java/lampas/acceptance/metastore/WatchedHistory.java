package lampas.acceptance.metastore;

import static lampas.acceptance.metastore.Texts.string;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Event;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.WatchCreateRequest;
import io.etcd.jetcd.api.WatchRequest;
import io.etcd.jetcd.api.WatchResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What happened to all keys, in order, as a watcher from the past reads it. */
final class WatchedHistory {
  private static final long LIMIT_MILLIS = 20_000;
  private static final ByteString ALL = ByteString.copyFrom(new byte[] {0});

  private WatchedHistory() {}

  /** The revision up to which history is gone; 0 if it is all there. */
  static long compactedRevision(EtcdStubs server) throws InterruptedException {
    WatchResponse first = responses(server, 1, Long.MAX_VALUE, false).getLast();
    return first.getCompactRevision();
  }

  /** The events of a server from a revision to another one, each as a text. */
  static List<String> read(EtcdStubs server, long from, long to) throws InterruptedException {
    return events(server, from, to, true).stream().map(EtcdStubs::text).toList();
  }

  /** The events of a server from its first revision to its newest one. */
  static List<Event> readAll(EtcdStubs server) throws InterruptedException {
    return events(server, 1, mark(server), false);
  }

  /** Writes the last event to be read, and gives its revision. */
  static long mark(EtcdStubs server) {
    return server
        .keys(LIMIT_MILLIS)
        .put(PutRequest.newBuilder().setKey(string("end of history")).build())
        .getHeader()
        .getRevision();
  }

  private static List<Event> events(EtcdStubs server, long from, long to, boolean previous)
      throws InterruptedException {
    List<Event> events = new ArrayList<>();
    for (WatchResponse response : responses(server, from, to, previous)) {
      if (response.getCanceled()) {
        throw new AssertionError("cancelled: " + EtcdStubs.text(response));
      }
      events.addAll(response.getEventsList());
    }
    return events;
  }

  /* Up to the revision, or up to what ends the watch. */
  private static List<WatchResponse> responses(
      EtcdStubs server, long from, long to, boolean previous) throws InterruptedException {
    BlockingQueue<WatchResponse> arrived = new LinkedBlockingQueue<>();
    StreamObserver<WatchRequest> requests = server.watches().watch(into(arrived));
    requests.onNext(
        WatchRequest.newBuilder()
            .setCreateRequest(
                WatchCreateRequest.newBuilder()
                    .setKey(ALL)
                    .setRangeEnd(ALL)
                    .setStartRevision(from)
                    .setPrevKv(previous))
            .build());
    List<WatchResponse> responses = new ArrayList<>();
    try {
      while (true) {
        WatchResponse response = arrived.poll(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        if (response == null) {
          throw new AssertionError("no events up to " + to + " after " + responses.size());
        }
        responses.add(response);
        boolean reached =
            response.getEventsList().stream()
                .anyMatch(event -> event.getKv().getModRevision() >= to);
        if (reached || response.getCanceled() || (to == Long.MAX_VALUE && !response.getCreated())) {
          return responses;
        }
      }
    } finally {
      requests.onCompleted();
    }
  }

  private static StreamObserver<WatchResponse> into(BlockingQueue<WatchResponse> arrived) {
    return new StreamObserver<>() {
      @Override
      public void onNext(WatchResponse response) {
        arrived.add(response);
      }

      @Override
      public void onError(Throwable error) {
        arrived.add(
            WatchResponse.newBuilder().setCanceled(true).setCancelReason("" + error).build());
      }

      @Override
      public void onCompleted() {}
    };
  }
}
