package lampas.examples.agents.redis;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A redis-server for a test, with its append-only file on, that can be killed and come back. */
public final class TestRedis implements AutoCloseable {
  private final Path program;
  private final Path data;
  private OwnRedis server;

  private TestRedis(Path program, Path data, OwnRedis server) {
    this.program = program;
    this.data = data;
    this.server = server;
  }

  /** The redis-server of this machine; without one the test is skipped, and fails under CI. */
  public static TestRedis ofThisMachine(Path data) {
    Optional<Path> program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .map(folder -> Path.of(folder, "redis-server"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("redis-server: not on PATH (expected under CI=true)");
    }
    Assumptions.assumeTrue(
        program.isPresent(), "redis-server is not on PATH (Debian: apt-get install redis-server)");
    return start(program.orElseThrow(), data);
  }

  /** The redis-server that the jar of embedded-redis carries. */
  public static TestRedis carried(Path data) {
    try {
      return start(OwnRedis.carriedProgram(data), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestRedis start(Path program, Path data) {
    try {
      return new TestRedis(program, data, OwnRedis.start(program, 0, data, Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return server.url();
  }

  /** Ends it as kill -9 does: nothing more is written. */
  public void kill() {
    ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
    if (!server.awaitEnd()) {
      throw new AssertionError("redis-server was killed and is still there");
    }
  }

  /** Starts it again, at the same port and with the same data. */
  public void restart() throws IOException {
    server = OwnRedis.start(program, server.port(), data, Optional.empty());
  }

  /** Kills it and starts it again without its data. */
  public void loseData() throws Exception {
    kill();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(file -> file.toString().contains("appendonly")).toList()) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
    restart();
  }

  /** Stops answering, as a machine does that hangs: connections stay open. */
  public void freeze() throws Exception {
    signal("-STOP");
  }

  public void thaw() throws Exception {
    signal("-CONT");
  }

  private void signal(String signal) throws Exception {
    new ProcessBuilder("kill", signal, String.valueOf(server.pid())).start().waitFor();
  }

  /** A link to it that is up. */
  public RedisLink link(RedisClient client) {
    RedisLink link = RedisLink.open(client, url(), "test", Duration.ofSeconds(2));
    if (!link.awaitConnection(Duration.ofSeconds(10))) {
      throw new AssertionError("no connection");
    }
    return link;
  }

  @Override
  public void close() {
    server.close();
  }
}
