package lampas.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the examples as a process of its own, which writes what it prints to a file. */
final class ExampleProcess {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Path log;

  private ExampleProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a packaged example.
   *
   * @param name for messages and the file
   * @param folder where the file goes
   */
  static ExampleProcess start(String name, Path folder, Path jar, List<String> arguments) {
    Path log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    /* Ctrl-C on a terminal reaches all processes; this one is to go on until the demo ends it. */
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-jar", jar.toString()));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new ExampleProcess(name, process, log);
    } catch (IOException e) {
      throw new DemoException(name + ": cannot be started, " + e.getMessage(), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** An error with all that the process has printed. */
  DemoException failure(String what) {
    try {
      return new DemoException(name + ": " + what + "; it says:\n" + Files.readString(log));
    } catch (IOException e) {
      return new DemoException(name + ": " + what + "; what it says cannot be read", e);
    }
  }

  /** Asks the process to end and waits; kills it if it does not. Idempotent. */
  void end() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
