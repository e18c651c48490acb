package lampas.metrics.redis;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real Redis on a port of its own, without persistence, that can be stopped and frozen. */
final class RedisServer implements AutoCloseable {
  private final int port;
  private final List<String> settings;
  private Process process;

  private RedisServer(int port, List<String> settings) throws Exception {
    this.port = port;
    this.settings = settings;
    this.process = launch();
  }

  /** Skips the test, or fails it under CI=true, where there is no Redis. */
  static RedisServer start(String... settings) throws Exception {
    boolean here =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
    if (!here && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("redis-server: not on PATH (expected under CI=true)");
    }
    Assumptions.assumeTrue(
        here, "redis-server is not on PATH (Debian: apt-get install redis-server)");
    return new RedisServer(freePort(), List.of(settings));
  }

  RedisURI uri() {
    return RedisURI.builder()
        .withHost("127.0.0.1")
        .withPort(port)
        .withTimeout(Duration.ofSeconds(10))
        .build();
  }

  /** Ends the process; its port is free when this returns. */
  void stop() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  void restart() throws Exception {
    process = launch();
  }

  /** Stops the process where it is: the kernel still accepts connections, and nobody answers. */
  void freeze() throws Exception {
    signal("-STOP");
  }

  void thaw() throws Exception {
    signal("-CONT");
  }

  @Override
  public void close() {
    stop();
  }

  private void signal(String signal) throws Exception {
    int code = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new AssertionError("kill " + signal + ": " + code);
    }
  }

  private Process launch() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--enable-debug-command",
                "yes"));
    command.addAll(settings);
    Process started =
        new ProcessBuilder(command)
            .directory(Files.createTempDirectory("redis").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Until.holds(this::answers);
    return started;
  }

  /* Any answer will do: it may ask for a password. */
  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
