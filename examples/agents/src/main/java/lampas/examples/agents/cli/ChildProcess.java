package lampas.examples.agents.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A service in a process of its own, with the same Java and the same classes as this one. */
final class ChildProcess {
  private final String name;
  private final Process process;
  private final Thread reader;

  private ChildProcess(String name, Process process, Thread reader) {
    this.name = name;
    this.process = process;
    this.reader = reader;
  }

  /**
   * Starts it.
   *
   * @param environment variables that it has besides those of this process
   * @param lines gets each line that it prints
   */
  static ChildProcess start(
      String name, List<String> arguments, Map<String, String> environment, Consumer<String> lines)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-agentlib:jdwp"))
        .forEach(command::add);
    command.addAll(program(System.getProperty("java.class.path")));
    command.addAll(arguments);
    command.add("--until-end-of-input");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread reader = Thread.ofVirtual().name(name).start(() -> read(process, lines));
    return new ChildProcess(name, process, reader);
  }

  /* The manifest of a jar says more than its classes. */
  private static List<String> program(String classPath) {
    return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
        ? List.of("-jar", classPath)
        : List.of("-cp", classPath, Main.class.getName());
  }

  private static void read(Process process, Consumer<String> lines) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      lines.accept("(its output cannot be read: " + e.getMessage() + ")");
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Done with the exit code when the process has ended and its last line was handed over. */
  CompletableFuture<Integer> exit() {
    return process
        .onExit()
        .thenApplyAsync(ended -> {
          try {
            reader.join(Duration.ofSeconds(5));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return ended.exitValue();
        });
  }

  /** Asks it to stop; what it has to say until then is still read. */
  void stop() {
    /* Process.destroy would close the pipes as well. */
    process.toHandle().destroy();
  }

  /** Waits until it has ended, and ends it the hard way after a time; whether that was needed. */
  boolean awaitOrKill(Duration limit) throws InterruptedException {
    if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      reader.join(limit);
      return false;
    }
    process.destroyForcibly();
    process.waitFor();
    return true;
  }
}
