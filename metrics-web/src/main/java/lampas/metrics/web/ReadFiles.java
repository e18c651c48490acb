package lampas.metrics.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that a configuration was read from, and how to see that they are no longer the same.
 *
 * <p>Filled by one thread; afterwards safe to read by many.
 */
final class ReadFiles {
  /* A file that changes twice within the resolution of its clock has one time for both contents. So a
  time is trusted only when it was past by this much as the file was read; until then the file is read
  each time. */
  private static final long SETTLED_MILLIS = Duration.ofSeconds(2).toMillis();

  /** What a look at a file shows without reading it. */
  private record Stamp(FileTime modified, long size, @Nullable Object key) {
    private static final Stamp MISSING = new Stamp(FileTime.fromMillis(0), -1, null);

    static Stamp of(Path file) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      } catch (IOException unreadable) {
        return MISSING;
      }
    }
  }

  private record Seen(Stamp stamp, boolean settled, String digest) {}

  private final Map<Path, Seen> files = new LinkedHashMap<>();

  /** The text of a file, byte for char, which is what ASCII formats need. */
  String read(Path file) throws IOException {
    return new String(bytes(file), StandardCharsets.ISO_8859_1);
  }

  String readUtf8(Path file) throws IOException {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private byte[] bytes(Path file) throws IOException {
    Stamp stamp = Stamp.of(file);
    boolean settled =
        Math.abs(System.currentTimeMillis() - stamp.modified.toMillis()) >= SETTLED_MILLIS;
    files.put(file, new Seen(stamp, settled, ""));
    byte[] bytes = Files.readAllBytes(file);
    files.put(
        file, new Seen(stamp, settled, HexFormat.of().formatHex(Digests.sha256().digest(bytes))));
    return bytes;
  }

  boolean areUnchanged() {
    for (Map.Entry<Path, Seen> file : files.entrySet()) {
      Seen seen = file.getValue();
      if (!seen.settled || !seen.stamp.equals(Stamp.of(file.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the same files were read with the same contents. */
  boolean haveContentsOf(ReadFiles other) {
    if (!files.keySet().equals(other.files.keySet())) {
      return false;
    }
    for (Map.Entry<Path, Seen> file : files.entrySet()) {
      String digest = file.getValue().digest;
      Seen others = other.files.get(file.getKey());
      if (digest.isEmpty() || others == null || !others.digest.equals(digest)) {
        return false;
      }
    }
    return true;
  }
}
