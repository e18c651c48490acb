package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code txn}, from its input as etcdctl reads it, and {@code compaction}. */
interface TransactionCommands {
  Etcdctl etcdctl();

  @Test
  default void aTransactionDoesOneOfTwoThings() {
    etcdctl().prints("put", "t/a", "1");
    String transaction =
        """
        value("t/a") = "1"

        put t/a 2
        get t/a
        del t/none

        put t/a failed

        """;

    assertThat(etcdctl().printsOn(transaction, "txn")).isEqualTo("SUCCESS\n\nOK\n\nt/a\n2\n\n0\n");
    assertThat(etcdctl().printsOn(transaction, "txn")).isEqualTo("FAILURE\n\nOK\n");
    assertThat(etcdctl().prints("get", "t/a")).isEqualTo("t/a\nfailed\n");
  }

  @Test
  default void aTransactionIsOneRevision() {
    long before = etcdctl().revision();

    JsonNode answer =
        new JsonMapper()
            .readTree(
                etcdctl()
                    .printsOn("\nput t/1 a\nput t/2 b\nget t/1\n\n\n", "txn", "--write-out=json"));

    assertThat(answer.at("/header/revision").asLong()).isEqualTo(before + 1);
    assertThat(answer.at("/succeeded").asBoolean()).isTrue();
    assertThat(answer.at("/responses").size()).isEqualTo(3);
    assertThat(answer.at("/responses/2/Response/ResponseRange/kvs/0/mod_revision").asLong())
        .isEqualTo(before + 1);
    JsonNode both = etcdctl().json("get", "--prefix", "t/", "--rev=" + (before + 1));
    assertThat(both.findValuesAsString("create_revision"))
        .filteredOn(Long.toString(before + 1)::equals)
        .hasSize(2);
  }

  @Test
  default void versionsAndRevisionsCanBeCompared() {
    etcdctl().prints("put", "t/cmp", "1");
    long created = etcdctl().revision();
    etcdctl().prints("put", "t/cmp", "2");

    for (String holds :
        new String[] {
          "version(\"t/cmp\") = \"2\"",
          "version(\"t/none\") = \"0\"",
          "create(\"t/cmp\") = \"" + created + "\"",
          "mod(\"t/cmp\") > \"" + created + "\"",
          "mod(\"t/cmp\") < \"" + (created + 2) + "\"",
          "value(\"t/cmp\") < \"3\"",
          "value(\"t/cmp\") != \"1\""
        }) {
      assertThat(etcdctl().printsOn(holds + "\n\n\n\n", "txn")).as(holds).isEqualTo("SUCCESS\n");
    }
    for (String fails :
        new String[] {
          "version(\"t/cmp\") != \"2\"",
          "create(\"t/cmp\") > \"" + created + "\"",
          "mod(\"t/cmp\") = \"" + created + "\"",
          "value(\"t/none\") = \"\"",
          "value(\"t/none\") != \"1\""
        }) {
      assertThat(etcdctl().printsOn(fails + "\n\n\n\n", "txn")).as(fails).isEqualTo("FAILURE\n");
    }
  }

  @Test
  default void twoPutsToOneKeyAreRefused() {
    long before = etcdctl().revision();

    assertThat(etcdctl().failsOn("\nput t/d 1\nput t/d 2\n\n\n", 1, "txn"))
        .isEqualTo("Error: etcdserver: duplicate key given in txn request");
    assertThat(etcdctl().failsOn("\nput t/d 1\ndel t/d\n\n\n", 1, "txn"))
        .isEqualTo("Error: etcdserver: duplicate key given in txn request");

    assertThat(etcdctl().revision()).isEqualTo(before);
  }

  @Test
  default void anInteractiveTransactionAsksForItsParts() {
    assertThat(etcdctl().printsOn("\nput t/i 1\n\n\n", "txn", "--interactive"))
        .isEqualTo(
            """
            compares:
            success requests (get, put, del):
            failure requests (get, put, del):
            SUCCESS

            OK
            """);
  }

  @Test
  default void historyBeforeACompactionIsGone() {
    etcdctl().prints("put", "c/a", "1");
    etcdctl().prints("put", "c/b", "1");
    etcdctl().prints("put", "c/a", "2");
    long revision = etcdctl().revision();
    etcdctl().prints("put", "c/a", "3");

    assertThat(etcdctl().prints("compaction", "" + revision))
        .isEqualTo("compacted revision " + revision + "\n");

    assertThat(etcdctl().fails(1, "get", "c/a", "--rev=" + (revision - 1)))
        .isEqualTo("Error: etcdserver: mvcc: required revision has been compacted");
    assertThat(etcdctl().prints("get", "--prefix", "c/", "--rev=" + revision))
        .isEqualTo("c/a\n2\nc/b\n1\n");
    assertThat(etcdctl().prints("get", "--prefix", "c/")).isEqualTo("c/a\n3\nc/b\n1\n");
    assertThat(etcdctl().fails(1, "compaction", "" + revision))
        .isEqualTo("Error: etcdserver: mvcc: required revision has been compacted");
    assertThat(etcdctl().fails(1, "compaction", "" + (revision + 2)))
        .isEqualTo("Error: etcdserver: mvcc: required revision is a future revision");
    assertThat(etcdctl().prints("compaction", "--physical", "" + (revision + 1)))
        .isEqualTo("compacted revision " + (revision + 1) + "\n");
    assertThat(etcdctl().fails(1, "get", "c/a", "--rev=" + revision))
        .isEqualTo("Error: etcdserver: mvcc: required revision has been compacted");
  }
}
