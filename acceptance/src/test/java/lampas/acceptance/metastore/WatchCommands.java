package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import lampas.acceptance.peer.Conversation;
import org.junit.jupiter.api.Test;

/** {@code watch}. */
interface WatchCommands {
  Etcdctl etcdctl();

  @Test
  default void aWatchFromARevisionGivesHistoryAndThenWhatHappens() {
    etcdctl().prints("put", "w/a", "1");
    long first = etcdctl().revision();
    etcdctl().prints("put", "w/a", "2");
    etcdctl().prints("put", "w/b", "other");

    try (Conversation watch = etcdctl().start("watch", "w/a", "--rev=" + first)) {
      watch.hears("PUT\nw/a\n1\nPUT\nw/a\n2\n");
      etcdctl().prints("put", "w/a", "3");
      etcdctl().prints("del", "w/a");
      watch.hears("PUT\nw/a\n1\nPUT\nw/a\n2\nPUT\nw/a\n3\nDELETE\nw/a\n\n");
    }
  }

  @Test
  default void aWatchGivesTheValuesBefore() {
    etcdctl().prints("put", "w/prev", "0");
    etcdctl().prints("put", "w/prev", "1");
    long first = etcdctl().revision();

    try (Conversation watch = etcdctl().start("watch", "w/prev", "--prev-kv", "--rev=" + first)) {
      etcdctl().prints("put", "w/prev", "2");
      etcdctl().prints("del", "w/prev");
      etcdctl().prints("put", "w/prev", "3");
      watch.hears(
          """
          PUT
          w/prev
          0
          w/prev
          1
          PUT
          w/prev
          1
          w/prev
          2
          DELETE
          w/prev
          2
          w/prev

          PUT
          w/prev
          3
          """);
    }
  }

  @Test
  default void aWatchOfAPrefixSeesAllItsKeysInOrder() {
    long next = etcdctl().revision() + 1;

    try (Conversation watch = etcdctl().start("watch", "--prefix", "wp/", "--rev=" + next)) {
      etcdctl().prints("put", "wp/b", "1");
      etcdctl().prints("put", "wp/a", "1");
      etcdctl().prints("put", "wq", "1");
      etcdctl().printsOn("\nput wp/c 1\nput wp/d 1\n\n\n", "txn");
      etcdctl().prints("del", "--prefix", "wp/");
      watch.hears(
          "PUT\nwp/b\n1\nPUT\nwp/a\n1\nPUT\nwp/c\n1\nPUT\nwp/d\n1\n"
              + "DELETE\nwp/a\n\nDELETE\nwp/b\n\nDELETE\nwp/c\n\nDELETE\nwp/d\n\n");
    }
  }

  @Test
  default void oneConnectionHasSeveralWatches() {
    etcdctl().prints("put", "wi/a", "1");
    long first = etcdctl().revision();
    etcdctl().prints("put", "wi/b", "1");

    try (Conversation watch = etcdctl().start("watch", "--interactive")) {
      watch.say("watch wi/a --rev=" + first);
      watch.hears("PUT\nwi/a\n1\n");
      watch.say("watch wi/b --rev=" + first);
      watch.hears("PUT\nwi/a\n1\nPUT\nwi/b\n1\n");
      etcdctl().prints("put", "wi/a", "2");
      watch.hears("PUT\nwi/a\n1\nPUT\nwi/b\n1\nPUT\nwi/a\n2\n");
    }
  }

  @Test
  default void aWatchRunsACommandWithWhatHappened() {
    etcdctl().prints("put", "wx", "1");
    long first = etcdctl().revision();

    try (Conversation watch =
        etcdctl()
            .start(
                "watch",
                "wx",
                "--rev=" + first,
                "--",
                "sh",
                "-c",
                "echo $ETCD_WATCH_EVENT_TYPE $ETCD_WATCH_KEY $ETCD_WATCH_VALUE"
                    + " $ETCD_WATCH_REVISION")) {
      watch.hears("PUT\nwx\n1\n\"PUT\" \"wx\" \"1\" " + first + "\n");
    }
  }

  @Test
  default void aWatchOfCompactedHistoryIsCancelled() throws InterruptedException {
    etcdctl().prints("put", "wc", "1");
    long first = etcdctl().revision();
    etcdctl().prints("put", "wc", "2");
    etcdctl().prints("put", "wc", "3");
    etcdctl().prints("compaction", "" + (first + 1));

    try (Conversation watch = etcdctl().start("watch", "wc", "--rev=" + first)) {
      assertThat(watch.exitCode()).isEqualTo(5);
      watch.hears(
          "watch was canceled (etcdserver: mvcc: required revision has been compacted)\n"
              + "Error: watch is canceled by the server\n");
    }
    try (Conversation watch = etcdctl().start("watch", "wc", "--rev=" + (first + 2))) {
      watch.hears("PUT\nwc\n3\n");
    }
  }
}
