package lampas.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.Labels;

/** The temporary folder of an example: what its processes print, and what they write down. */
final class ExampleFolder {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path path;

  private ExampleFolder(Path path) {
    this.path = path;
  }

  static ExampleFolder create() throws IOException {
    return new ExampleFolder(Files.createTempDirectory("lampas-demo"));
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** Starts a packaged example, which prints to a file of the folder. */
  ExampleProcess start(String name, Path jar, List<String> arguments) {
    return ExampleProcess.start(name, path, jar, arguments);
  }

  /** Waits until a page shows a series of this name that is 1, or the process ends. */
  static void awaitOne(HttpClient http, URI page, String name, ExampleProcess process) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!isOne(http, page, name)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw process.failure("has not come up");
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static boolean isOne(HttpClient http, URI page, String name) {
    try {
      return Stations.exposed(http, page, List.of(name)).containsValue(1.0);
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends a process and reads what it wrote down, as far as it has these names. */
  Map<Labels, Double> counts(ExampleProcess process, String file, List<String> names)
      throws IOException {
    process.end();
    Path counts = path.resolve(file);
    if (!Files.exists(counts)) {
      throw process.failure("has not said what it counted");
    }
    try (InputStream page = Files.newInputStream(counts)) {
      Map<Labels, Double> values =
          new HashMap<>(
              Exposition.read(page, ExpositionSyntax.TEXT, ReadLimits.STANDARD).samples());
      values.keySet().removeIf(series -> !names.contains(series.metricName()));
      return values;
    }
  }

  void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException left) {
      System.getLogger(ExampleFolder.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + path, left);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
