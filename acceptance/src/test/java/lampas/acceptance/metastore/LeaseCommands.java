package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lampas.acceptance.peer.Conversation;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;

/** {@code lease}. */
interface LeaseCommands {
  Etcdctl etcdctl();

  @Test
  default void aLeaseHasATimeAndKeys() {
    String lease = etcdctl().grant(600);
    etcdctl().prints("put", "l/b", "1", "--lease=" + lease);
    etcdctl().prints("put", "l/a", "1", "--lease=" + lease);

    assertThat(etcdctl().prints("lease", "list").lines()).contains(lease);
    assertThat(etcdctl().prints("lease", "timetolive", lease))
        .matches(
            "lease " + lease + " granted with TTL\\(600s\\), remaining\\((5[0-9]{2}|600)s\\)\n");
    assertThat(etcdctl().prints("lease", "timetolive", lease, "--keys"))
        .matches("lease .* remaining\\([0-9]+s\\), attached keys\\(\\[l/[ab] l/[ab]\\]\\)\n")
        .contains("l/a", "l/b");
    assertThat(etcdctl().json("get", "l/a").at("/kvs/0/lease").asLong())
        .isEqualTo(Long.parseLong(lease, 16));
    assertThat(etcdctl().prints("lease", "keep-alive", "--once", lease))
        .isEqualTo("lease " + lease + " keepalived with TTL(600)\n");
  }

  @Test
  default void aRevokedLeaseTakesItsKeysAlong() {
    String lease = etcdctl().grant(600);
    etcdctl().prints("put", "lr/a", "1", "--lease=" + lease);
    etcdctl().prints("put", "lr/b", "1", "--lease=" + lease);
    etcdctl().prints("put", "lr/c", "1", "--lease=" + lease);
    etcdctl().prints("put", "lr/c", "2");
    long before = etcdctl().revision();

    try (Conversation watch =
        etcdctl().start("watch", "--prefix", "lr/", "--rev=" + (before + 1))) {
      assertThat(etcdctl().prints("lease", "revoke", lease))
          .isEqualTo("lease " + lease + " revoked\n");
      watch.hears("DELETE\nlr/a\n\nDELETE\nlr/b\n\n");
    }
    assertThat(etcdctl().prints("get", "--prefix", "lr/")).isEqualTo("lr/c\n2\n");
    assertThat(etcdctl().revision()).isEqualTo(before + 1);
    assertThat(etcdctl().prints("lease", "timetolive", lease))
        .isEqualTo("lease " + lease + " already expired\n");
  }

  @Test
  default void aLeaseEndsByItselfAndItsKeysWithIt() {
    String lease = etcdctl().grant(2);
    String kept = etcdctl().grant(2);
    etcdctl().prints("put", "le/a", "1", "--lease=" + lease);
    etcdctl().prints("put", "le/kept", "1", "--lease=" + kept);
    etcdctl().prints("put", "le/moved", "1", "--lease=" + lease);
    etcdctl().prints("put", "le/moved", "2", "--lease=" + kept);
    long next = etcdctl().revision() + 1;

    try (Conversation alive = etcdctl().start("lease", "keep-alive", kept);
        Conversation watch = etcdctl().start("watch", "--prefix", "le/", "--rev=" + next)) {
      watch.hears("DELETE\nle/a\n\n");
      assertThat(etcdctl().prints("lease", "list").lines()).contains(kept).doesNotContain(lease);
      assertThat(etcdctl().prints("get", "--prefix", "le/")).isEqualTo("le/kept\n1\nle/moved\n2\n");
      assertThat(alive.output()).startsWith("lease " + kept + " keepalived with TTL(2)\n");
    }
    Wait.until(
        "the lease that nobody keeps alive is over",
        Duration.ofSeconds(15),
        () -> etcdctl().prints("get", "--prefix", "le/").isEmpty());
  }

  @Test
  default void aPutCanKeepTheLease() {
    String lease = etcdctl().grant(600);
    etcdctl().prints("put", "l/keep", "1", "--lease=" + lease);
    etcdctl().prints("put", "l/keep", "2", "--ignore-lease");
    assertThat(etcdctl().prints("lease", "timetolive", lease, "--keys"))
        .contains("attached keys([l/keep])");
    etcdctl().prints("put", "l/keep", "3");
    assertThat(etcdctl().prints("lease", "timetolive", lease, "--keys"))
        .contains("attached keys([])");
  }

  @Test
  default void whatIsWrongWithALeaseIsSaidInEtcdsWords() {
    assertThat(etcdctl().fails(1, "put", "l/none", "1", "--lease=7"))
        .isEqualTo("Error: etcdserver: requested lease not found");
    assertThat(etcdctl().fails(1, "lease", "revoke", "7"))
        .isEqualTo("Error: failed to revoke lease (etcdserver: requested lease not found)");
    assertThat(etcdctl().fails(2, "lease", "keep-alive", "--once", "7"))
        .isEqualTo("Error: etcdserver: requested lease not found");
    assertThat(etcdctl().fails(1, "lease", "grant", "9000000001"))
        .isEqualTo("Error: failed to grant lease (etcdserver: too large lease TTL)");
    assertThat(etcdctl().prints("lease", "timetolive", "7"))
        .isEqualTo("lease 0000000000000007 already expired\n");
  }
}
