package lampas.examples.metastore.lease;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/**
 * The leases that are alive.
 *
 * <p>All but their deadlines is the same on every node; deadlines are this node's: from when a
 * grant or a renewal was applied here. Not thread-safe; any number may read while nobody writes.
 */
public final class LeaseTable {
  /** The longest lease, etcd's: some 285 years. */
  public static final long LONGEST_SECONDS = 9_000_000_000L;

  /** The shortest lease; what is asked for below becomes this. */
  public static final long SHORTEST_SECONDS = 1;

  private final LongSupplier nanoTime;
  private final long origin;
  private final TreeMap<Long, Lease> byId = new TreeMap<>();
  private final TreeSet<Lease> byDeadline =
      new TreeSet<>(Comparator.comparingLong(Lease::deadline).thenComparingLong(Lease::id));

  private LeaseTable(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
  }

  /**
   * A table without leases.
   *
   * @param nanoTime a clock that never goes back, such as {@link System#nanoTime}
   */
  public static LeaseTable create(LongSupplier nanoTime) {
    return new LeaseTable(nanoTime);
  }

  /**
   * Grants a lease.
   *
   * @throws EtcdException LEASE_NOT_FOUND for id 0 (as etcd), LEASE_TTL_TOO_LARGE, LEASE_EXISTS
   */
  public Lease grant(long id, long seconds) {
    if (id == 0) {
      throw new EtcdException(EtcdError.LEASE_NOT_FOUND);
    }
    if (seconds > LONGEST_SECONDS) {
      throw new EtcdException(EtcdError.LEASE_TTL_TOO_LARGE);
    }
    if (byId.containsKey(id)) {
      throw new EtcdException(EtcdError.LEASE_EXISTS);
    }
    return add(id, Math.max(seconds, SHORTEST_SECONDS), 0);
  }

  /**
   * Adds a lease of a snapshot; its time begins anew.
   *
   * @throws IllegalArgumentException if it cannot be one
   */
  public void restore(long id, long seconds, long renewals) {
    boolean inRange = seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS && renewals >= 0;
    if (id == 0 || !inRange || byId.containsKey(id)) {
      throw new IllegalArgumentException(
          "lease %d: %d s, %d renewals (expected: a new id, 1 to %d s)"
              .formatted(id, seconds, renewals, LONGEST_SECONDS));
    }
    add(id, seconds, renewals);
  }

  public Optional<Lease> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The lease of an id.
   *
   * @throws EtcdException LEASE_NOT_FOUND
   */
  public Lease require(long id) {
    return find(id).orElseThrow(() -> new EtcdException(EtcdError.LEASE_NOT_FOUND));
  }

  /** Begins the time of a lease anew. */
  public void renew(Lease lease) {
    byDeadline.remove(lease);
    lease.renew(deadline(lease.grantedSeconds()));
    byDeadline.add(lease);
  }

  /** Forgets a lease; its keys are the caller's business. */
  public void end(Lease lease) {
    byDeadline.remove(lease);
    byId.remove(lease.id());
  }

  /** Moves a key from one lease to another; 0 is no lease. */
  public void move(ByteString key, long from, long to) {
    if (from == to) {
      return;
    }
    if (from != 0) {
      require(from).detach(key);
    }
    if (to != 0) {
      require(to).attach(key);
    }
  }

  /** Whole seconds until the end of a lease, 0 if its time is over. */
  public long remainingSeconds(Lease lease) {
    return TimeUnit.NANOSECONDS.toSeconds(Math.max(0, lease.deadline() - elapsed()));
  }

  /** The leases whose time is over, first those that ended first; at most so many. */
  public List<Lease> expired(int atMost) {
    long now = elapsed();
    return byDeadline.stream().limit(atMost).takeWhile(lease -> lease.deadline() <= now).toList();
  }

  /** All leases, those that end first come first. */
  public Collection<Lease> byDeadline() {
    return Collections.unmodifiableCollection(byDeadline);
  }

  /** All leases by their ids, which is the same order on every node. */
  public Collection<Lease> byId() {
    return Collections.unmodifiableCollection(byId.values());
  }

  public int size() {
    return byId.size();
  }

  private Lease add(long id, long seconds, long renewals) {
    Lease lease = new Lease(id, seconds, renewals, deadline(seconds));
    byId.put(id, lease);
    byDeadline.add(lease);
    return lease;
  }

  /* The longest lease is 9.0e18 ns of the 9.2e18 that a long holds: fits for seven years. */
  private long deadline(long seconds) {
    long nanos = TimeUnit.SECONDS.toNanos(seconds);
    long now = elapsed();
    return nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
  }

  private long elapsed() {
    return nanoTime.getAsLong() - origin;
  }
}
