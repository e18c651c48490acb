package lampas.acceptance.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;
import lampas.acceptance.peer.Wait;

/** Debian's redis-server with its append-only file on, which can be stopped and started again. */
final class RedisServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Path folder;
  private final int port = Peer.freePort();
  private Process process;

  private RedisServer(Path folder) {
    this.folder = folder;
    this.process = begin();
  }

  static RedisServer start(Path folder) {
    return new RedisServer(folder);
  }

  int port() {
    return port;
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it as a crash would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void startAgain() {
    process = begin();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Process begin() {
    try {
      Process begun =
          new ProcessBuilder(
                  List.of(
                      Programs.require("redis-server"),
                      "--port",
                      String.valueOf(port),
                      "--bind",
                      "127.0.0.1",
                      "--dir",
                      folder.toString(),
                      "--appendonly",
                      "yes"))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
      Wait.until("redis answers", LIMIT, this::answers);
      return begun;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(PING);
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII)
          .equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }
}
