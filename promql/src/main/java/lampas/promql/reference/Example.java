package lampas.promql.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A part of a file of examples: a heading {@code ## name}, perhaps {@code # signature: …}, {@code #
 * text: …} and {@code # experimental}, then a script.
 */
record Example(String name, String signature, String text, boolean experimental, String script) {
  private static final Pattern HEADING = Pattern.compile("(?m)^## ");
  private static final String SIGNATURE = "# signature: ";
  private static final String TEXT = "# text: ";
  private static final String EXPERIMENTAL = "# experimental";

  /** The examples of a file beside this class, in its order. */
  static Map<String, Example> read(String resource) {
    try (InputStream in = Example.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      Map<String, Example> examples = new LinkedHashMap<>();
      for (String part : HEADING.split(text, -1)) {
        if (!part.isBlank()) {
          Example example = parse(part);
          examples.put(example.name, example);
        }
      }
      return examples;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Example parse(String part) {
    List<String> lines = new ArrayList<>(part.lines().toList());
    String name = lines.removeFirst();
    String signature = "";
    String text = "";
    boolean experimental = false;
    List<String> script = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(SIGNATURE)) {
        signature = line.substring(SIGNATURE.length());
      } else if (line.startsWith(TEXT)) {
        text = line.substring(TEXT.length());
      } else if (line.equals(EXPERIMENTAL)) {
        experimental = true;
      } else {
        script.add(line);
      }
    }
    return new Example(
        name, signature, text, experimental, String.join("\n", script).strip() + "\n");
  }
}
