package lampas.acceptance.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs to its end. */
public record Command(int exitCode, String output, String errors) {
  /** Runs a program with a text as its input; taking longer than the limit is a failure. */
  public static Command run(Duration limit, String input, List<String> command)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("errors", ".txt");
    Path in = Files.writeString(Files.createTempFile("input", ".txt"), input);
    Path out = Files.createTempFile("output", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "still running after " + limit.toSeconds() + " s: " + String.join(" ", command));
      }
      return new Command(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(errors, StandardCharsets.UTF_8));
    } finally {
      Files.delete(in);
      Files.delete(out);
      Files.delete(errors);
    }
  }
}
