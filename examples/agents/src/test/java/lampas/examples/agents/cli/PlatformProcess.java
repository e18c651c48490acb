package lampas.examples.agents.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.examples.agents.Eventually;
import org.jspecify.annotations.Nullable;

/** The command as a process of its own, and what it has printed. */
final class PlatformProcess implements AutoCloseable {
  private static final Pattern STARTED = Pattern.compile("started (\\w+), process (\\d+)");
  private static final Pattern ADDRESS =
      Pattern.compile("agents:   (\\w+)  (http://\\S+)  metrics");

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private PlatformProcess(Process process) {
    this.process = process;
  }

  /** Starts it with free ports and waits until all services listen. */
  static PlatformProcess start(String... flags) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port=0",
                "--workers-port=0"));
    command.addAll(List.of(flags));
    PlatformProcess started =
        new PlatformProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    Thread.ofVirtual().start(started::read);
    try {
      Eventually.holds("all services listen", () -> started.hasSaid("all services listen"));
    } catch (AssertionError late) {
      started.close();
      throw new AssertionError(String.join("\n", started.lines), late);
    }
    return started;
  }

  private void read() {
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException e) {
      lines.add("unreadable: " + e);
    }
  }

  /** How often it has said something. */
  long count(String text) {
    return lines.stream().filter(line -> line.contains(text)).count();
  }

  boolean hasSaid(String text) {
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  /** Where a service listens. */
  URI address(String service) throws Exception {
    Eventually.holds("introduced", () -> find(ADDRESS, service) != null);
    return URI.create(String.valueOf(find(ADDRESS, service)));
  }

  /** The process of a service that was started last. */
  ProcessHandle handle(String service) {
    return ProcessHandle.of(Long.parseLong(String.valueOf(find(STARTED, service)))).orElseThrow();
  }

  /** All processes that it has started. */
  List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    for (String line : lines) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        pids.add(Long.parseLong(started.group(2)));
      }
    }
    return pids;
  }

  private @Nullable String find(Pattern pattern, String service) {
    String found = null;
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find() && matcher.group(1).equals(service)) {
        found = matcher.group(2);
      }
    }
    return found;
  }

  /** Kills it as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop, and gives its exit code. */
  int stop() throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("does not stop:\n" + String.join("\n", lines));
    }
    return process.exitValue();
  }

  String output() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
