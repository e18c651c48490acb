package lampas.examples.metastore.state;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import lampas.examples.metastore.auth.AuthState;
import lampas.examples.metastore.lease.LeaseTable;
import lampas.examples.metastore.log.SnapshotRecord;
import lampas.examples.metastore.log.SnapshotStart;
import lampas.examples.metastore.log.StoredAuth;
import lampas.examples.metastore.log.StoredLease;
import lampas.examples.metastore.mvcc.StoreLoader;

/** Reads a snapshot; one that is damaged, short or has more than itself is an IOException. */
final class SnapshotReader {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final CRC32C checksum = new CRC32C();

  /** The checksum of what came before the last record. */
  private long checksumBefore;

  private long records;

  private SnapshotReader(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
  }

  /** Reads all; does not close. */
  static Contents read(InputStream in, LongSupplier nanoTime) throws IOException {
    try {
      return new SnapshotReader(in).read(nanoTime);
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      throw new IOException("snapshot: damaged (" + e.getMessage() + ")", e);
    }
  }

  private Contents read(LongSupplier nanoTime) throws IOException {
    SnapshotRecord first = next();
    if (!first.hasStart()) {
      throw new IOException(
          "snapshot: begins with " + first.getRecordCase() + " (expected: START)");
    }
    SnapshotStart start = first.getStart();
    StoreLoader loader = new StoreLoader(start.getRevision(), start.getCompactedRevision());
    LeaseTable leases = LeaseTable.create(nanoTime);
    StoredAuth auth = StoredAuth.getDefaultInstance();
    SnapshotRecord last = next();
    while (!last.hasEnd()) {
      switch (last.getRecordCase()) {
        case VERSION -> loader.add(last.getVersion());
        case LEASE -> restore(leases, last.getLease());
        case AUTH -> auth = last.getAuth();
        case START, END, RECORD_NOT_SET ->
            throw new IOException(
                "snapshot: record %d is %s (expected: a version, a lease, users and roles or the end)"
                    .formatted(records, last.getRecordCase()));
      }
      last = next();
    }
    requireWhole(last);
    return contents(loader, leases, auth);
  }

  private static void restore(LeaseTable leases, StoredLease lease) {
    leases.restore(lease.getId(), lease.getGrantedSeconds(), lease.getRenewals());
  }

  private void requireWhole(SnapshotRecord last) throws IOException {
    var expected = SnapshotWriter.end(records - 1, checksumBefore);
    if (!last.getEnd().equals(expected)) {
      throw new IOException(
          "snapshot: ends with %d records, checksum %08x (expected: %d, %08x)"
              .formatted(
                  last.getEnd().getRecords(),
                  last.getEnd().getChecksum(),
                  expected.getRecords(),
                  expected.getChecksum()));
    }
    if (in.read() >= 0) {
      throw new IOException("snapshot: more after its end (expected: nothing)");
    }
  }

  /* Everything is known to be what was written now. */
  private static Contents contents(StoreLoader loader, LeaseTable leases, StoredAuth stored) {
    var keys = loader.store();
    keys.forEachKey(kv -> {
      if (kv.getLease() != 0) {
        leases.move(kv.getKey(), 0, kv.getLease());
      }
    });
    AuthState auth = AuthState.create();
    auth.restore(stored);
    return new Contents(keys, leases, auth);
  }

  private SnapshotRecord next() throws IOException {
    checksumBefore = checksum.getValue();
    int length = length();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw shortened();
    }
    checksum.update(bytes);
    records++;
    return SnapshotRecord.parseFrom(bytes);
  }

  /** A varint, as protobuf writes lengths. */
  private int length() throws IOException {
    long length = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int read = in.read();
      if (read < 0) {
        throw shortened();
      }
      checksum.update(read);
      length |= (read & 0x7FL) << shift;
      if (read < 0x80) {
        if (length > Integer.MAX_VALUE) {
          break;
        }
        return (int) length;
      }
    }
    throw new IOException("snapshot: the length of record " + records + " is damaged");
  }

  private IOException shortened() {
    return new IOException(
        "snapshot: ends after " + records + " records (expected: an end record)");
  }
}
