package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateAssertions.assertFails;
import static lampas.examples.metastore.state.StateAssertions.assertRevision;
import static lampas.examples.metastore.state.StateAssertions.eventTexts;
import static lampas.examples.metastore.state.StateAssertions.keys;
import static lampas.examples.metastore.state.StateAssertions.text;
import static lampas.examples.metastore.state.StateDriver.bytes;
import static lampas.examples.metastore.state.StateDriver.putRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.etcd.api.LeaseStatus;
import java.io.IOException;
import java.time.Duration;
import lampas.examples.metastore.log.LeaseExpiry;
import lampas.examples.metastore.mvcc.KeyRange;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final String NOT_FOUND = "etcdserver: requested lease not found";

  private final StateDriver state = new StateDriver();

  @Test
  void aGrantTellsTheTimeAndMakesNoRevision() {
    var response = state.grant(7, 60);
    assertThat(response.getID()).isEqualTo(7);
    assertThat(response.getTTL()).isEqualTo(60);
    assertThat(response.getHeader().getRevision()).isEqualTo(1);
    assertThat(state.grant(8, 0).getTTL()).isEqualTo(1);
    assertThat(state.grant(9, 9_000_000_000L).getTTL()).isEqualTo(9_000_000_000L);
    assertThat(state.timeToLive(9).getTTL()).isEqualTo(9_000_000_000L);
  }

  @Test
  void aGrantCanBeRefused() {
    state.grant(7, 60);
    assertFails(() -> state.grant(7, 60), "etcdserver: lease already exists");
    assertFails(() -> state.grant(8, 9_000_000_001L), "etcdserver: too large lease TTL");
    assertFails(() -> state.grant(0, 60), NOT_FOUND);
    assertThat(state.state().size().leases()).isEqualTo(1);
  }

  @Test
  void aRevocationDeletesTheKeysInOneRevision() {
    state.grant(7, 60);
    state.put(putRequest("b", "1").setLease(7));
    state.put(putRequest("a", "1").setLease(7));
    state.put("c", "1");
    assertThat(state.revoke(7).getHeader().getRevision()).isEqualTo(5);
    assertThat(keys(state.range("a", "z").getKvsList())).containsExactly("c");
    assertThat(eventTexts(state.state().events(KeyRange.ALL, 5, 10, false).events()))
        .containsExactly("DELETE a= c0 m5 v0", "DELETE b= c0 m5 v0");
    assertFails(() -> state.revoke(7), NOT_FOUND);
    state.grant(7, 60);
    assertThat(state.revoke(7).getHeader().getRevision()).isEqualTo(5);
  }

  @Test
  void aPutMovesAKeyToItsLease() {
    state.grant(7, 60);
    state.grant(8, 60);
    state.put(putRequest("a", "1").setLease(7));
    state.put(putRequest("b", "1").setLease(7));
    assertThat(state.timeToLive(7).getKeysList()).containsExactly(bytes("a"), bytes("b"));
    state.put(putRequest("a", "2").setLease(8));
    state.put("b", "2");
    assertThat(state.timeToLive(7).getKeysList()).isEmpty();
    assertThat(state.timeToLive(8).getKeysList()).containsExactly(bytes("a"));
    state.revoke(7);
    assertThat(text(state.range("a", "").getKvs(0))).isEqualTo("a=2 c2 m4 v2 l8");
    state.delete("a", "");
    assertThat(state.timeToLive(8).getKeysList()).isEmpty();
    assertFails(() -> state.put(putRequest("a", "1").setLease(7)), NOT_FOUND);
  }

  @Test
  void timeToLiveCountsDownByTheNodesClock() {
    state.grant(7, 60);
    assertThat(state.timeToLive(7).getTTL()).isEqualTo(60);
    state.pass(Duration.ofMillis(10_001));
    var response = state.timeToLive(7);
    assertThat(response.getTTL()).isEqualTo(49);
    assertThat(response.getGrantedTTL()).isEqualTo(60);
    assertThat(response.getID()).isEqualTo(7);
    state.pass(Duration.ofDays(1));
    assertThat(state.timeToLive(7).getTTL()).isZero();
    assertThat(state.timeToLive(8).getTTL()).isEqualTo(-1);
    assertThat(state.timeToLive(8).getGrantedTTL()).isZero();
  }

  @Test
  void aLeaseEndsWhenItsTimeIsOverAndNotBefore() {
    state.grant(7, 10);
    state.put(putRequest("a", "1").setLease(7));
    state.pass(Duration.ofSeconds(10).minusNanos(1));
    assertThat(state.state().expiredLeases(10).getLeasesList()).isEmpty();
    state.pass(Duration.ofNanos(1));
    LeaseExpiry expiry = state.state().expiredLeases(10);
    assertThat(expiry)
        .isEqualTo(
            LeaseExpiry.newBuilder()
                .addLeases(LeaseExpiry.Lease.newBuilder().setId(7).setRenewals(0))
                .build());
    assertThat(state.range("a", "").getCount()).isEqualTo(1);
    assertThat(state.expire(expiry).getHeader().getRevision()).isEqualTo(3);
    assertThat(state.range("a", "").getCount()).isZero();
    state.grant(7, 10);
    state.revoke(7);
    assertThat(state.expire(expiry).getHeader().getRevision()).isEqualTo(3);
  }

  @Test
  void aRenewalThatComesFirstWins() {
    state.grant(7, 10);
    state.grant(8, 10);
    state.put(putRequest("a", "1").setLease(7));
    state.pass(Duration.ofSeconds(10));
    LeaseExpiry expiry = state.state().expiredLeases(10);
    assertThat(state.renew(7).getTTL()).isEqualTo(10);
    state.expire(expiry);
    assertThat(state.range("a", "").getCount()).isEqualTo(1);
    assertThat(state.state().leases().getLeasesList())
        .containsExactly(LeaseStatus.newBuilder().setID(7).build());
    assertThat(state.timeToLive(7).getTTL()).isEqualTo(10);
    state.pass(Duration.ofSeconds(10));
    assertThat(state.state().expiredLeases(10).getLeases(0).getRenewals()).isEqualTo(1);
  }

  @Test
  void anUnknownLeaseIsRenewedForNoTime() {
    var response = state.renew(9);
    assertThat(response.getID()).isEqualTo(9);
    assertThat(response.getTTL()).isZero();
  }

  @Test
  void oneExpiryOfManyIsOneRevision() {
    for (int id = 1; id <= 3; id++) {
      state.grant(id, 10 - id);
      state.put(putRequest("k" + id, "1").setLease(id));
    }
    state.pass(Duration.ofSeconds(10));
    LeaseExpiry two = state.state().expiredLeases(2);
    assertThat(two.getLeasesList()).extracting(LeaseExpiry.Lease::getId).containsExactly(3L, 2L);
    state.expire(two);
    assertRevision(state, 5);
    assertThat(keys(state.range("k", "l").getKvsList())).containsExactly("k1");
  }

  @Test
  void aRestoredLeaseHasItsWholeTime() throws IOException {
    state.grant(7, 10);
    state.renew(7);
    state.put(putRequest("a", "1").setLease(7));
    state.pass(Duration.ofSeconds(9));
    state.restore(state.snapshot());
    assertThat(state.timeToLive(7).getTTL()).isEqualTo(10);
    assertThat(state.timeToLive(7).getKeysList()).containsExactly(bytes("a"));
    state.pass(Duration.ofSeconds(10));
    assertThat(state.state().expiredLeases(1).getLeases(0).getRenewals()).isEqualTo(1);
    state.expire(state.state().expiredLeases(1));
    assertThat(state.range("a", "").getCount()).isZero();
  }
}
