package lampas.examples.metastore.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import lampas.examples.metastore.error.EtcdException;
import org.junit.jupiter.api.Test;

class LeaseTableTest {
  private static final ByteString KEY = ByteString.copyFromUtf8("a");

  /* A clock that overflows soon, which System.nanoTime may do. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final LeaseTable leases = LeaseTable.create(nanos::get);

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void thoseThatEndFirstComeFirst() {
    leases.grant(1, 30);
    leases.grant(2, 10);
    leases.grant(3, 10);
    leases.grant(4, 20);
    assertThat(leases.byDeadline()).extracting(Lease::id).containsExactly(2L, 3L, 4L, 1L);
    pass(20);
    assertThat(leases.expired(10)).extracting(Lease::id).containsExactly(2L, 3L, 4L);
    assertThat(leases.expired(2)).extracting(Lease::id).containsExactly(2L, 3L);
    leases.renew(leases.require(2));
    leases.end(leases.require(3));
    assertThat(leases.expired(10)).extracting(Lease::id).containsExactly(4L);
    assertThat(leases.byDeadline()).extracting(Lease::id).containsExactly(4L, 1L, 2L);
    assertThat(leases.byId()).extracting(Lease::id).containsExactly(1L, 2L, 4L);
    assertThat(leases.size()).isEqualTo(3);
  }

  @Test
  void theLongestLeaseDoesNotEndAtOnce() {
    pass(TimeUnit.DAYS.toSeconds(3000));
    Lease lease = leases.grant(1, LeaseTable.LONGEST_SECONDS);
    pass(TimeUnit.DAYS.toSeconds(1000));
    assertThat(leases.expired(1)).isEmpty();
    assertThat(leases.remainingSeconds(lease)).isGreaterThan(TimeUnit.DAYS.toSeconds(365 * 270));
  }

  @Test
  void aKeyMovesBetweenLeases() {
    Lease one = leases.grant(1, 10);
    Lease two = leases.grant(2, 10);
    leases.move(KEY, 0, 1);
    assertThat(one.keys()).containsExactly(KEY);
    leases.move(KEY, 1, 1);
    assertThat(one.keys()).containsExactly(KEY);
    leases.move(KEY, 1, 2);
    assertThat(one.keys()).isEmpty();
    assertThat(two.keys()).containsExactly(KEY);
    leases.move(KEY, 2, 0);
    assertThat(two.keys()).isEmpty();
    assertThatThrownBy(() -> leases.move(KEY, 0, 3))
        .isInstanceOf(EtcdException.class)
        .hasMessage("etcdserver: requested lease not found");
  }

  @Test
  void whatCannotBeALeaseIsNotRestored() {
    leases.restore(1, 10, 5);
    assertThat(leases.require(1).renewals()).isEqualTo(5);
    for (Runnable wrong :
        new Runnable[] {
          () -> leases.restore(1, 10, 0),
          () -> leases.restore(0, 10, 0),
          () -> leases.restore(2, 0, 0),
          () -> leases.restore(2, 10, -1),
          () -> leases.restore(2, LeaseTable.LONGEST_SECONDS + 1, 0)
        }) {
      assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> leases.restore(2, 0, 3))
        .hasMessage("lease 2: 0 s, 3 renewals (expected: a new id, 1 to 9000000000 s)");
  }
}
