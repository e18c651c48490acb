package lampas.examples.agents.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import lampas.examples.agents.config.OwnRedisSettings;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A redis-server that the platform starts itself, from the program that the jar of embedded-redis
 * carries, with its append-only file on.
 *
 * <p>It is a process of its own in a session of its own, so that Ctrl-C, which reaches every
 * process of a terminal at once, does not end it before who uses it.
 */
public final class OwnRedis implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final String LOG = "redis.log";
  private static final String PID = "redis.pid";

  private final int port;
  private final Path data;
  private final Optional<Path> deletedAtTheEnd;
  private final ProcessHandle process;

  private OwnRedis(int port, Path data, Optional<Path> deletedAtTheEnd, ProcessHandle process) {
    this.port = port;
    this.data = data;
    this.deletedAtTheEnd = deletedAtTheEnd;
    this.process = process;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @throws RedisUnavailableException if there is no program for this machine or it does not start
   */
  public static OwnRedis start(OwnRedisSettings settings) {
    try {
      Path data =
          settings.data().isPresent()
              ? Files.createDirectories(settings.data().get().toAbsolutePath())
              : Files.createTempDirectory("agents-redis");
      Optional<Path> deleted = settings.data().isPresent() ? Optional.empty() : Optional.of(data);
      return start(carriedProgram(data), settings.port(), data, deleted);
    } catch (IOException failed) {
      throw new RedisUnavailableException("Redis cannot be started: " + failed, failed);
    }
  }

  /** Starts a program of the caller's choice. */
  static OwnRedis start(Path program, int port, Path data, Optional<Path> deletedAtTheEnd)
      throws IOException {
    int chosen = freePort(port);
    Files.deleteIfExists(data.resolve(PID));
    Process starter =
        new ProcessBuilder(arguments(program, chosen, data))
            .directory(data.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(starter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    ProcessHandle process = awaitStart(starter, chosen, data, said);
    return new OwnRedis(chosen, data, deletedAtTheEnd, process);
  }

  static Path carriedProgram(Path folder) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      throw new RedisUnavailableException(
          "the carried redis-server for Windows is 5.0 (expected: 6.2 or newer; give one with"
              + " --redis URL)",
          null);
    }
    try {
      return ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
    } catch (RuntimeException none) {
      throw new RedisUnavailableException(
          "no redis-server is carried for this machine (expected: --redis URL): " + none, none);
    }
  }

  private static List<String> arguments(Path program, int port, Path data) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    String[][] settings = {
      {"bind", "127.0.0.1"},
      {"port", String.valueOf(port)},
      {"dir", data.toString()},
      {"daemonize", "yes"},
      {"pidfile", data.resolve(PID).toString()},
      {"logfile", data.resolve(LOG).toString()},
      {"appendonly", "yes"},
      /* What was answered has been written: it survives the end of the process, not of power. */
      {"appendfsync", "everysec"},
      {"save", ""},
      {"set-proc-title", "no"}
    };
    for (String[] setting : settings) {
      command.add("--" + setting[0]);
      command.add(setting[1]);
    }
    return command;
  }

  private static ProcessHandle awaitStart(Process starter, int port, Path data, String said)
      throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      Optional<ProcessHandle> process = process(data);
      if (process.isPresent() && answers(port)) {
        return process.get();
      }
      if (!starter.isAlive() && starter.exitValue() != 0) {
        break;
      }
      pause();
    }
    throw new RedisUnavailableException(
        "redis-server did not start at port " + port + ": " + said.strip() + lastLine(data), null);
  }

  private static Optional<ProcessHandle> process(Path data) throws IOException {
    Path file = data.resolve(PID);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String pid = Files.readString(file).strip();
    return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      /* While it reads its file it answers -LOADING. */
      return socket.getInputStream().read() == '+';
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String lastLine(Path data) throws IOException {
    Path log = data.resolve(LOG);
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "" : "; its log ends with: " + lines.get(lines.size() - 1);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisUnavailableException("interrupted while Redis was starting", e);
    }
  }

  /* As a process of its own, redis-server could not tell us that its port is taken. */
  private static int freePort(int wanted) throws IOException {
    try (ServerSocket found = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return found.getLocalPort();
    } catch (BindException taken) {
      throw new RedisUnavailableException(
          "Redis: port " + wanted + " is taken (expected: a free one)", taken);
    }
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public Path data() {
    return data;
  }

  public long pid() {
    return process.pid();
  }

  /** Done when the process has ended. */
  public CompletableFuture<ProcessHandle> ended() {
    return process.onExit();
  }

  /** Ends it, after it has written what it holds; a temporary folder is deleted. */
  @Override
  public void close() {
    process.destroy();
    if (!awaitEnd()) {
      process.destroyForcibly();
    }
    deletedAtTheEnd.ifPresent(OwnRedis::delete);
  }

  /*
   * Its port closes last, after its file. It is no child of ours, and whoever has to take note of
   * the end of such processes may take seconds to do so.
   */
  boolean awaitEnd() {
    long end = System.nanoTime() + STOP.toNanos();
    while (process.isAlive() && isListening()) {
      if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
