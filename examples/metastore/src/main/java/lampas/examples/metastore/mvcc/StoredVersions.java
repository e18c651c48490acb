package lampas.examples.metastore.mvcc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lampas.examples.metastore.log.StoredVersion;

/** Versions as they are in snapshots. */
final class StoredVersions {
  private static final Comparator<Version> ORDER =
      Comparator.comparingLong(Version::revision).thenComparingInt(Version::subRevision);

  private StoredVersions() {}

  /** All versions in the order of their revisions: what compaction has left, then the log. */
  static Stream<StoredVersion> of(KeyIndex index, VersionLog log, long compactedRevision) {
    List<Version> left = new ArrayList<>();
    for (KeyHistory history : index.all()) {
      int newest = history.newestUpTo(compactedRevision);
      if (newest >= 0) {
        left.add(history.get(newest));
      }
    }
    left.sort(ORDER);
    return Stream.concat(left.stream(), IntStream.range(0, log.size()).mapToObj(log::get))
        .map(StoredVersions::stored);
  }

  private static StoredVersion stored(Version version) {
    return StoredVersion.newBuilder()
        .setKv(version.kv())
        .setSubRevision(version.subRevision())
        .setDeleted(version.deleted())
        .build();
  }
}
