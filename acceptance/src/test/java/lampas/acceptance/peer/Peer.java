package lampas.acceptance.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that was started on loopback and ends with the test. */
public final class Peer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final URI address;

  private Peer(Process process, Path log, URI address) {
    this.process = process;
    this.log = log;
    this.address = address;
  }

  /** Starts a program that listens on a port, and waits until a path there answers 200. */
  public static Peer start(int port, String readyPath, Path folder, List<String> command) {
    try {
      Path log = Files.createTempFile(folder, "log", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Peer peer = new Peer(process, log, URI.create("http://127.0.0.1:" + port));
      try {
        Wait.until(
            command.getFirst() + " answers " + readyPath,
            START_LIMIT,
            () -> peer.isReady(readyPath));
      } catch (AssertionError late) {
        String output = peer.log();
        peer.close();
        throw new AssertionError(late.getMessage() + "\n" + output, late);
      }
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A Prometheus that scrapes as its configuration says. */
  public static Peer prometheus(Path folder, String configuration, String... arguments)
      throws IOException {
    int port = freePort();
    Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
    return start(
        port,
        "/-/ready",
        folder,
        Stream.concat(
                Stream.of(
                    Programs.require("prometheus"),
                    "--config.file=" + file,
                    "--storage.tsdb.path=" + folder.resolve("prometheus"),
                    "--web.listen-address=127.0.0.1:" + port),
                Stream.of(arguments))
            .toList());
  }

  /**
   * A VictoriaMetrics that scrapes as its configuration says, and answers with what it has just
   * scraped: by default it is half a minute behind.
   */
  public static Peer victoriaMetrics(Path folder, String configuration, String... arguments)
      throws IOException {
    int port = freePort();
    Path file = Files.writeString(folder.resolve("victoria.yml"), configuration);
    return start(
        port,
        "/health",
        folder,
        Stream.concat(
                Stream.of(
                    Programs.require("victoria-metrics"),
                    "-promscrape.config=" + file,
                    "-storageDataPath=" + folder.resolve("victoria"),
                    "-httpListenAddr=127.0.0.1:" + port,
                    "-retentionPeriod=1",
                    "-search.latencyOffset=0s",
                    "-search.disableCache"),
                Stream.of(arguments))
            .toList());
  }

  /** A node-exporter. */
  public static Peer nodeExporter(Path folder) {
    int port = freePort();
    return start(
        port,
        "/metrics",
        folder,
        List.of(
            Programs.require("prometheus-node-exporter"),
            "--web.listen-address=127.0.0.1:" + port));
  }

  /** The packaged {@code lampas server} with a configuration. */
  public static Peer lampasServer(Path folder, String configuration) throws IOException {
    int port = freePort();
    Path file = Files.writeString(folder.resolve("lampas.yml"), configuration);
    return lampas(
        port,
        folder,
        List.of("server", "--config", file.toString(), "--listen", "127.0.0.1:" + port));
  }

  /** The packaged program with arguments that make it listen on a port. */
  public static Peer lampas(int port, Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>(lampasCommand());
    command.addAll(arguments);
    return start(port, "/-/ready", folder, command);
  }

  /** What to start for the packaged program, without its arguments. */
  public static List<String> lampasCommand() {
    return List.of(Programs.java(), "-Xmx512m", "-jar", Programs.lampasJar().toString());
  }

  /** A port of loopback that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the program listens. */
  public URI address() {
    return address;
  }

  /** Host and port, as a target of a scrape configuration. */
  public String target() {
    return address.getAuthority();
  }

  /** What the program has printed. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the program by SIGKILL, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReady(String path) {
    if (!process.isAlive()) {
      throw new AssertionError("the program ended with code " + process.exitValue());
    }
    return Http.tryGet(address.resolve(path)).filter(answer -> answer.status() == 200).isPresent();
  }
}
