package lampas.server.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One line of JSON for each request. Thread-safe.
 *
 * <p>The line is written before the request is over. A line that cannot be written is counted and
 * logged; the request is answered all the same.
 */
final class AuditLog implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(AuditLog.class.getName());
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  /* One: a generator is thread-safe only in the making. */
  private static final JsonFactory JSON = new JsonFactory();

  private final AuditSettings settings;
  private final LongSupplier nanoTime;
  private final Runnable onFailure;
  private @Nullable OutputStream out;
  private String openKey = "";
  private long lookedAt;

  private AuditLog(AuditSettings settings, LongSupplier nanoTime, Runnable onFailure) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.onFailure = onFailure;
  }

  /**
   * Opens the log.
   *
   * @throws IllegalArgumentException if the file cannot be written
   */
  static AuditLog open(AuditSettings settings, LongSupplier nanoTime, Runnable onFailure) {
    AuditLog log = new AuditLog(settings, nanoTime, onFailure);
    try {
      synchronized (log) {
        log.lookedAt = nanoTime.getAsLong();
        log.reopen();
      }
    } catch (IOException unwritable) {
      throw new IllegalArgumentException(
          "audit file: cannot be written (expected: a file in a folder that exists): "
              + unwritable.getMessage(),
          unwritable);
    }
    return log;
  }

  void write(AuditEntry entry) {
    if (settings.target() instanceof AuditSettings.Target.None) {
      return;
    }
    byte[] line = line(entry);
    try {
      append(line);
    } catch (IOException failed) {
      onFailure.run();
      LOGGER.log(Level.ERROR, "audit: a line could not be written", failed);
    }
  }

  private synchronized void append(byte[] line) throws IOException {
    long now = nanoTime.getAsLong();
    if (now - lookedAt >= PAUSE_NANOS || out == null) {
      lookedAt = now;
      if (settings.target() instanceof AuditSettings.Target.File(var path)
          && !openKey.equals(key(path))) {
        reopen();
      }
    }
    OutputStream open = out;
    if (open == null) {
      throw new IOException("not open");
    }
    open.write(line);
    open.flush();
  }

  private void reopen() throws IOException {
    close();
    switch (settings.target()) {
      case AuditSettings.Target.None none -> {}
      case AuditSettings.Target.StandardOutput standard -> out = System.out;
      case AuditSettings.Target.File(var path) -> {
        out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        openKey = key(path);
      }
    }
  }

  /* Which file a path leads to; empty if to none. */
  private static String key(Path path) throws IOException {
    return Files.exists(path)
        ? String.valueOf(Files.readAttributes(path, BasicFileAttributes.class).fileKey())
        : "";
  }

  private byte[] line(AuditEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      entry.write(json, settings.expressionLength());
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  @Override
  public synchronized void close() {
    OutputStream open = out;
    out = null;
    if (open != null && settings.target() instanceof AuditSettings.Target.File) {
      try {
        open.close();
      } catch (IOException failed) {
        LOGGER.log(Level.WARNING, "audit: the file could not be closed", failed);
      }
    }
  }
}
