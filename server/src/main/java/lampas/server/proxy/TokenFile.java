package lampas.server.proxy;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The digests of the tokens in a file, read again when the file has changed.
 *
 * <p>It is looked at once a second at most. A file that cannot be read holds no token: taking it
 * away takes the access away. Thread-safe.
 */
final class TokenFile {
  private static final Logger LOGGER = System.getLogger(TokenFile.class.getName());
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final String DIGEST = "sha256:";

  /* What tells two states of a file apart; the key is another one when the file was replaced. */
  private record State(long modifiedNanos, long bytes, String key) {
    private static final State MISSING = new State(0, 0, "");
  }

  private final Path file;
  private final LongSupplier nanoTime;
  private State state = State.MISSING;
  private long lookedAt;
  private volatile List<byte[]> digests = List.of();

  TokenFile(Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.lookedAt = nanoTime.getAsLong();
    look();
  }

  List<byte[]> digests() {
    lookAgain();
    return digests;
  }

  private synchronized void lookAgain() {
    long now = nanoTime.getAsLong();
    if (now - lookedAt >= PAUSE_NANOS) {
      lookedAt = now;
      look();
    }
  }

  private synchronized void look() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      State found =
          new State(
              attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
              attributes.size(),
              String.valueOf(attributes.fileKey()));
      if (!found.equals(state)) {
        digests = read();
        state = found;
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      if (!digests.isEmpty() || !state.equals(State.MISSING)) {
        LOGGER.log(Level.ERROR, "tokens: {0} cannot be read, so none of its tokens holds", file);
      }
      digests = List.of();
      state = State.MISSING;
    }
  }

  private List<byte[]> read() throws IOException {
    List<byte[]> found = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String token = line.strip();
      if (token.startsWith(DIGEST)) {
        byte[] digest = HexFormat.of().parseHex(token.substring(DIGEST.length()));
        found.add(digest);
      } else if (!token.isEmpty() && !token.startsWith("#")) {
        found.add(Authentication.digest(token));
      }
    }
    return List.copyOf(found);
  }
}
