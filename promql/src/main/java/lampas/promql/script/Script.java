package lampas.promql.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lampas.promql.script.ScriptCommand.Evaluation;

/**
 * A test script: series to load, queries to evaluate, what must come out.
 *
 * <p>The language is that of Prometheus's own tests (promqltest); {@code docs/promql-scripts.md}
 * describes it.
 *
 * @param name what error messages call it, usually the file's name
 */
public record Script(String name, List<ScriptCommand> commands) {
  public Script {
    commands = List.copyOf(commands);
  }

  /**
   * Reads a script's text.
   *
   * @throws ScriptException where the text is not a script; a query that is not PromQL counts too
   */
  public static Script parse(String name, String text) {
    return new Script(name, new ScriptParser(name, text).parse());
  }

  /**
   * Reads a file, UTF-8.
   *
   * @throws IOException if it cannot be read
   * @throws ScriptException where its text is not a script
   */
  public static Script read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  /** The {@code eval} commands. */
  public List<Evaluation> evaluations() {
    return commands.stream()
        .filter(Evaluation.class::isInstance)
        .map(Evaluation.class::cast)
        .toList();
  }
}
