package lampas.metrics.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The memory of this process as Linux tells it in {@code /proc/self/status}. */
final class ProcessMemory {
  /** Both in bytes. */
  record Sizes(long virtualBytes, long residentBytes) {}

  private final Path status;

  ProcessMemory(Path status) {
    this.status = status;
  }

  /**
   * The sizes now; empty where there is no such file.
   *
   * @throws UncheckedIOException if the file is there and cannot be read
   */
  Optional<Sizes> read() {
    if (!Files.exists(status)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(status);
      OptionalLong virtual = bytes(lines, "VmSize:");
      OptionalLong resident = bytes(lines, "VmRSS:");
      return virtual.isPresent() && resident.isPresent()
          ? Optional.of(new Sizes(virtual.getAsLong(), resident.getAsLong()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /* For example "VmRSS:     1234 kB", where kB are 1024 bytes. Source: proc(5). */
  private static OptionalLong bytes(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(
            line -> 1024 * Long.parseLong(line.substring(key.length()).strip().split(" ", -1)[0]))
        .findFirst();
  }
}
