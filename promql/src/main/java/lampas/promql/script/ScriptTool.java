package lampas.promql.script;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lampas.promql.script.ScriptOutcome.EvaluationOutcome;

/**
 * Runs script files from the command line: {@code dev/promqltest [--failures] FILE_OR_FOLDER...}.
 *
 * <p>Prints how many evaluations passed, for each file and in total. Exit status 0 if all passed, 1
 * if one failed or a script could not be read, 2 if the arguments are wrong.
 */
public final class ScriptTool {
  private static final String USAGE =
      """
      usage: promqltest [--failures] FILE_OR_FOLDER...
      Runs PromQL test scripts (*.test) and prints passed / total of each.
        --failures   print each evaluation that failed, and how\
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final List<Path> arguments = new ArrayList<>();
  private boolean failuresShown;
  private int passed;
  private int total;
  private int broken;

  private ScriptTool(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = run(out, err, arguments);
    out.flush();
    System.exit(status);
  }

  /* For tests; gives the exit status. */
  static int run(PrintStream out, PrintStream err, String... arguments) {
    ScriptTool tool = new ScriptTool(out, err);
    for (String argument : arguments) {
      if (argument.equals("--help")) {
        out.println(USAGE);
        return 0;
      }
      if (argument.equals("--failures")) {
        tool.failuresShown = true;
      } else if (argument.startsWith("-")) {
        err.println("option: " + argument + " (expected: --failures)");
        return 2;
      } else {
        tool.arguments.add(Path.of(argument));
      }
    }
    if (tool.arguments.isEmpty()) {
      err.println(USAGE);
      return 2;
    }
    return tool.run();
  }

  private int run() {
    List<Path> files = new ArrayList<>();
    for (Path argument : arguments) {
      try {
        files.addAll(scripts(argument));
      } catch (IOException error) {
        err.println(error.getMessage());
        return 2;
      }
    }
    int width = files.stream().mapToInt(file -> name(file).length()).max().orElse(0);
    width = Math.max(width, "total".length());
    for (Path file : files) {
      run(file, width);
    }
    out.printf("%-" + width + "s  %5d / %d%n", "total", passed, total);
    if (broken > 0) {
      out.println(broken + (broken == 1 ? " script" : " scripts") + " could not be run");
    }
    return passed == total && broken == 0 ? 0 : 1;
  }

  private static List<Path> scripts(Path argument) throws IOException {
    if (Files.isRegularFile(argument)) {
      return List.of(argument);
    }
    if (!Files.isDirectory(argument)) {
      throw new IOException("script: " + argument + " (expected: a file or a folder that exists)");
    }
    try (Stream<Path> inside = Files.list(argument)) {
      List<Path> found = inside.filter(file -> file.toString().endsWith(".test")).sorted().toList();
      if (found.isEmpty()) {
        throw new IOException("scripts: none in " + argument + " (expected: files named *.test)");
      }
      return found;
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private void run(Path file, int width) {
    ScriptOutcome outcome;
    try {
      outcome = ScriptRunner.create().run(Script.read(file));
    } catch (IOException error) {
      fail(file, width, file + ": " + error);
      return;
    } catch (ScriptException error) {
      fail(file, width, error.getMessage());
      return;
    }
    passed += outcome.passed();
    total += outcome.total();
    out.printf("%-" + width + "s  %5d / %d%n", name(file), outcome.passed(), outcome.total());
    if (failuresShown) {
      outcome.failed().forEach(failed -> print(file, failed));
    }
  }

  private void fail(Path file, int width, String message) {
    broken++;
    out.printf("%-" + width + "s  not run%n", name(file));
    out.flush();
    err.println(message);
  }

  private void print(Path file, EvaluationOutcome failed) {
    out.println(file + ":" + failed.evaluation().line() + ": " + failed.evaluation().query());
    failed.failure().orElse("").lines().forEach(line -> out.println("    " + line));
  }
}
