package lampas.examples.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.WatchCreateRequest;
import com.ibm.etcd.api.WatchResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import lampas.examples.metastore.mvcc.KeyRange;
import lampas.examples.metastore.watch.WatchSettings;
import org.junit.jupiter.api.Test;

/** Watchers while others write. */
class WatchFlowTest {
  private static final WatchSettings SMALL_RESPONSES =
      new WatchSettings(Duration.ofMinutes(1), 64 * 1024, 100, 1000, 1000);
  private static final int VALUE_BYTES = 10_000;
  private static final ByteString VALUE = ByteString.copyFrom(new byte[VALUE_BYTES]);

  @Test
  void fiftyWatchersMissNothingAndSeeNothingTwiceWhileFourWrite() throws Exception {
    int writers = 4;
    int writes = 300;
    long last = 1L + (long) writers * (writes + writes / 10);
    try (LoopbackNode node = LoopbackNode.start(SMALL_RESPONSES)) {
      List<Watched> all = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = 0; i < writes; i++) {
                    String key = "k%d".formatted((i * 7 + writer) % 10);
                    if (i % 10 == 9) {
                      /* A key that was there, so that there is a revision. */
                      node.put(key + "gone" + writer, "x");
                      node.delete(key + "gone" + writer);
                    } else {
                      node.put(key, writer + "-" + i);
                    }
                  }
                }));
        for (int i = 0; i < 13; i++) {
          all.add(Watched.start(node, i));
        }
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(all).hasSizeGreaterThanOrEqualTo(50);
      assertThat(node.state().revision()).isEqualTo(last);
      for (Watched watched : all) {
        List<Event> expected =
            node.state().events(watched.range(), watched.first(), 1_000_000, false).events();
        assertThat(watched.client().events(expected.size()))
            .as("%s from %s on", watched.range(), watched.first())
            .isEqualTo(expected);
      }
      /* Nothing comes after that: the next thing each of them hears is the answer to this. */
      for (Watched watched : all) {
        watched.client().askForProgress();
        WatchResponse progress = watched.client().next();
        assertThat(progress.getWatchId()).isEqualTo(-1);
        assertThat(progress.getHeader().getRevision()).isEqualTo(last);
        watched.client().close();
      }
    }
  }

  @Test
  void aClientThatDoesNotReadCostsNothingAndCatchesUpLater() throws Exception {
    int writes = 2000;
    try (LoopbackNode node = LoopbackNode.start(SMALL_RESPONSES);
        WatchClient slow = WatchClient.openUnread(node.channel());
        WatchClient quick = WatchClient.open(node.channel())) {
      slow.create("a", UnaryOperator.identity());
      Await.until("a watcher", () -> node.hub().watchers() == 1);
      quick.created("b", UnaryOperator.identity());
      write(node, writes);
      long revision = node.put("b", "done");
      assertThat(WatchClient.texts(quick.events(1))).containsExactly("PUT b=done@" + revision);

      /* What HTTP/2 lets go without being read is 1 MiB, then there is one response in gRPC. */
      assertThat(node.counts().puts()).isLessThan((1 << 20) / VALUE_BYTES + 20);
      assertThat(slow.unreadResponses()).isZero();

      slow.read(Integer.MAX_VALUE);
      assertThat(slow.next().getCreated()).isTrue();
      List<Long> revisions =
          slow.events(writes).stream().map(event -> event.getKv().getModRevision()).toList();
      assertThat(revisions).hasSize(writes).isSorted().doesNotHaveDuplicates();
      assertThat(revisions.getFirst()).isEqualTo(2);
      assertThat(revisions.getLast()).isEqualTo(1 + writes);
    }
  }

  @Test
  void aSlowWatcherThatCompactionOvertakesIsCancelled() throws Exception {
    int writes = 1000;
    try (LoopbackNode node = LoopbackNode.start(SMALL_RESPONSES);
        WatchClient slow = WatchClient.openUnread(node.channel())) {
      slow.create("a", UnaryOperator.identity());
      Await.until("a watcher", () -> node.hub().watchers() == 1);
      write(node, writes);
      node.compact(writes - 100);

      slow.read(Integer.MAX_VALUE);
      assertThat(slow.next().getCreated()).isTrue();
      long expected = 2;
      WatchResponse response = slow.next();
      while (!response.getCanceled()) {
        for (Event event : response.getEventsList()) {
          assertThat(event.getKv().getModRevision()).isEqualTo(expected++);
        }
        response = slow.next();
      }
      assertThat(response.getCompactRevision()).isEqualTo(writes - 100);
      assertThat(expected).isLessThan(writes - 100);
      assertThat(node.hub().watchers()).isZero();
    }
  }

  @Test
  void aWatcherThatIsCancelledInFullFlowStopsAndItsNeighbourGoesOn() throws Exception {
    try (LoopbackNode node = LoopbackNode.start(SMALL_RESPONSES);
        WatchClient client = WatchClient.open(node.channel())) {
      client.created("a", request -> request.setWatchId(1));
      client.created("a", request -> request.setWatchId(2));
      AtomicBoolean enough = new AtomicBoolean();
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                while (!enough.get()) {
                  node.put("a", "x");
                }
              });
      long[] next = {0, 2, 2};
      boolean asked = false;
      boolean cancelled = false;
      long afterwards = 0;
      while (afterwards < 100) {
        WatchResponse response = client.next();
        int id = (int) response.getWatchId();
        if (response.getCanceled()) {
          assertThat(id).isEqualTo(1);
          assertThat(asked).isTrue();
          cancelled = true;
          continue;
        }
        assertThat(cancelled && id == 1).as("events after the end").isFalse();
        for (Event event : response.getEventsList()) {
          assertThat(event.getKv().getModRevision()).isEqualTo(next[id]++);
          afterwards += cancelled ? 1 : 0;
        }
        if (!asked && next[1] > 100) {
          asked = true;
          client.cancel(1);
        }
      }
      enough.set(true);
      writer.join();
      assertThat(node.hub().watchers()).isEqualTo(1);
    }
  }

  private static void write(LoopbackNode node, int writes) {
    PutRequest put =
        PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("a")).setValue(VALUE).build();
    for (int i = 0; i < writes; i++) {
      var unused = node.kv().put(put);
    }
  }

  private record Watched(WatchClient client, KeyRange range, long first) {
    /** One key, a prefix, a range that is neither, or all; from the beginning or from now on. */
    static Watched start(LoopbackNode node, int kind) {
      ByteString key = ByteString.copyFromUtf8("k" + kind % 10);
      KeyRange range =
          switch (kind % 4) {
            case 0 -> KeyRange.of(key);
            case 1 -> new KeyRange(ByteString.copyFromUtf8("k"), ByteString.copyFromUtf8("l"));
            case 2 -> new KeyRange(ByteString.copyFromUtf8("k2"), ByteString.copyFromUtf8("k7x"));
            default -> KeyRange.ALL;
          };
      long start = kind % 3 == 0 ? 2 : kind % 3 == 1 ? 0 : 500;
      WatchClient client = WatchClient.open(node.channel());
      UnaryOperator<WatchCreateRequest.Builder> options =
          request -> request.setKey(range.start()).setRangeEnd(range.end()).setStartRevision(start);
      WatchResponse created = client.created("", options);
      assertThat(created.getCanceled()).isFalse();
      long first = start == 0 ? created.getHeader().getRevision() + 1 : start;
      return new Watched(client, range, first);
    }
  }
}
