package lampas.examples.metastore.state;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import lampas.examples.metastore.lease.Lease;
import lampas.examples.metastore.log.SnapshotEnd;
import lampas.examples.metastore.log.SnapshotRecord;
import lampas.examples.metastore.log.SnapshotStart;
import lampas.examples.metastore.log.StoredLease;
import lampas.examples.metastore.log.StoredVersion;

/** Writes a snapshot: records, each after its length, the last with a checksum of all before. */
final class SnapshotWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final CRC32C checksum = new CRC32C();
  private final CodedOutputStream out;
  private long records;

  private SnapshotWriter(OutputStream out) {
    this.out = CodedOutputStream.newInstance(new CheckedOutputStream(out, checksum), BUFFER_BYTES);
  }

  /** Writes all; does not close. */
  static void write(Contents contents, OutputStream out) throws IOException {
    new SnapshotWriter(out).write(contents);
  }

  private void write(Contents contents) throws IOException {
    var keys = contents.keys();
    write(
        SnapshotRecord.newBuilder()
            .setStart(
                SnapshotStart.newBuilder()
                    .setRevision(keys.revision())
                    .setCompactedRevision(keys.compactedRevision())));
    for (StoredVersion version : keys.stored()) {
      write(SnapshotRecord.newBuilder().setVersion(version));
    }
    for (Lease lease : contents.leases().byId()) {
      write(
          SnapshotRecord.newBuilder()
              .setLease(
                  StoredLease.newBuilder()
                      .setId(lease.id())
                      .setGrantedSeconds(lease.grantedSeconds())
                      .setRenewals(lease.renewals())));
    }
    write(SnapshotRecord.newBuilder().setAuth(contents.auth().stored()));
    out.flush();
    SnapshotEnd end = end(records, checksum.getValue());
    write(SnapshotRecord.newBuilder().setEnd(end));
    out.flush();
  }

  /** The last record of so many others with this checksum. */
  static SnapshotEnd end(long records, long checksum) {
    return SnapshotEnd.newBuilder().setRecords(records).setChecksum((int) checksum).build();
  }

  private void write(SnapshotRecord.Builder record) throws IOException {
    out.writeMessageNoTag(record.build());
    records++;
  }
}
