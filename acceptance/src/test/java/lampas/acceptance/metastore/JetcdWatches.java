package lampas.acceptance.metastore;

import static lampas.acceptance.metastore.JetcdCalls.get;
import static lampas.acceptance.metastore.Texts.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;

/** Watches as jetcd holds them. */
interface JetcdWatches {
  Duration LIMIT = Duration.ofSeconds(20);

  ClientBuilder jetcd();

  @Test
  default void aWatchGoesOnWhereAnotherOneEnded() {
    try (Client client = jetcd().build()) {
      KV kv = client.getKVClient();
      List<String> events = new CopyOnWriteArrayList<>();
      long first = get(kv.put(bytes("jw/a"), bytes("1"))).getHeader().getRevision();
      get(kv.put(bytes("jw/b"), bytes("2")));
      try (Watch.Watcher watcher = watch(client, "jw/", first, events)) {
        Wait.until("two events", LIMIT, () -> events.size() == 2);
        assertThat(watcher.isClosed()).isFalse();
      }
      get(kv.put(bytes("jw/a"), bytes("3")));
      get(kv.delete(bytes("jw/b")));
      List<String> more = new CopyOnWriteArrayList<>();
      try (Watch.Watcher watcher = watch(client, "jw/", first + 2, more)) {
        get(kv.put(bytes("jw/a"), bytes("4")));
        Wait.until("three events", LIMIT, () -> more.size() == 3);
        assertThat(watcher.isClosed()).isFalse();
      }

      assertThat(events)
          .containsExactly(
              "PUT jw/a=1 @%d was -".formatted(first), "PUT jw/b=2 @%d was -".formatted(first + 1));
      assertThat(more)
          .containsExactly(
              "PUT jw/a=3 @%d was 1".formatted(first + 2),
              "DELETE jw/b= @%d was 2".formatted(first + 3),
              "PUT jw/a=4 @%d was 3".formatted(first + 4));
    }
  }

  @Test
  default void aCancelledWatchIsSilentAndTheOthersGoOn() {
    try (Client client = jetcd().build()) {
      KV kv = client.getKVClient();
      long next = get(kv.put(bytes("jc"), bytes("0"))).getHeader().getRevision() + 1;
      List<String> cancelled = new CopyOnWriteArrayList<>();
      List<String> kept = new CopyOnWriteArrayList<>();
      try (Watch.Watcher other = watch(client, "jc", next, kept)) {
        try (Watch.Watcher watcher = watch(client, "jc", next, cancelled)) {
          get(kv.put(bytes("jc"), bytes("1")));
          Wait.until("both", LIMIT, () -> kept.size() == 1 && cancelled.size() == 1);
          assertThat(watcher.isClosed()).isFalse();
        }
        get(kv.put(bytes("jc"), bytes("2")));
        Wait.until("the other one goes on", LIMIT, () -> kept.size() == 2);
        assertThat(other.isClosed()).isFalse();
      }
      assertThat(cancelled).containsExactly("PUT jc=1 @%d was 0".formatted(next));
    }
  }

  @Test
  default void aWatchMayLeaveOutPutsOrDeletions() {
    try (Client client = jetcd().build()) {
      KV kv = client.getKVClient();
      long first = get(kv.put(bytes("jf"), bytes("1"))).getHeader().getRevision();
      get(kv.delete(bytes("jf")));
      get(kv.put(bytes("jf"), bytes("2")));
      get(kv.delete(bytes("jf")));
      List<String> puts = new CopyOnWriteArrayList<>();
      List<String> deletions = new CopyOnWriteArrayList<>();
      WatchOption.Builder option = WatchOption.builder().withRevision(first);
      Watch watches = client.getWatchClient();
      try (var noDelete =
              watches.watch(bytes("jf"), option.withNoDelete(true).build(), into(puts));
          var noPut =
              watches.watch(
                  bytes("jf"),
                  WatchOption.builder().withRevision(first).withNoPut(true).build(),
                  into(deletions))) {
        Wait.until("two each", LIMIT, () -> puts.size() == 2 && deletions.size() == 2);
        assertThat(noDelete.isClosed() || noPut.isClosed()).isFalse();
      }
      assertThat(puts).allMatch(event -> event.startsWith("PUT "));
      assertThat(deletions).allMatch(event -> event.startsWith("DELETE "));
    }
  }

  /**
   * Watches a prefix from a revision on; each event becomes a text, and so does each error, after
   * which jetcd goes on by itself where it can.
   */
  static Watch.Watcher watch(Client client, String prefix, long revision, List<String> events) {
    WatchOption option =
        WatchOption.builder().withRevision(revision).isPrefix(true).withPrevKV(true).build();
    return client.getWatchClient().watch(bytes(prefix), option, into(events));
  }

  private static Watch.Listener into(List<String> events) {
    return Watch.listener(
        response ->
            response
                .getEvents()
                .forEach(event -> {
                  var now = event.getKeyValue();
                  var before = event.getPrevKV();
                  events.add(
                      "%s %s=%s @%d was %s"
                          .formatted(
                              event.getEventType(),
                              now.getKey().toString(StandardCharsets.UTF_8),
                              now.getValue().toString(StandardCharsets.UTF_8),
                              now.getModRevision(),
                              before == null || before.getVersion() == 0
                                  ? "-"
                                  : before.getValue().toString(StandardCharsets.UTF_8)));
                }),
        error -> events.add("error " + error));
  }
}
