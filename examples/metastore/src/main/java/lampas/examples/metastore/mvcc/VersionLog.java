package lampas.examples.metastore.mvcc;

import java.util.Arrays;

/** The versions that are younger than the compacted revision, in the order of their revisions. */
final class VersionLog {
  private static final int SMALLEST = 64;

  private Version[] versions = new Version[SMALLEST];
  private int first;
  private int end;

  int size() {
    return end - first;
  }

  Version get(int index) {
    return versions[first + index];
  }

  void append(Version version) {
    if (end == versions.length) {
      resize();
    }
    versions[end++] = version;
  }

  /** The index of the first version that is not older than a revision. */
  int indexOf(long revision) {
    int low = first;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (versions[middle].revision() < revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - first;
  }

  /** Forgets the oldest versions. */
  void dropFirst(int dropped) {
    Arrays.fill(versions, first, first + dropped, null);
    first += dropped;
    if (versions.length > SMALLEST && size() < versions.length / 4) {
      resize();
    }
  }

  /** Moves to an array that is half full at most, so that moving costs little a version. */
  private void resize() {
    Version[] moved = new Version[Math.max(SMALLEST, size() * 2)];
    System.arraycopy(versions, first, moved, 0, size());
    end = size();
    first = 0;
    versions = moved;
  }
}
