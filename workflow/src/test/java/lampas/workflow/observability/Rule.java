package lampas.workflow.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule of rules.yml, which is read as it is laid out: one key a line, blocks indented. */
record Rule(Kind kind, String name, String expression) {
  enum Kind {
    RECORD,
    ALERT
  }

  private static final Pattern NAME = Pattern.compile(" *- (record|alert): (\\S+)");
  private static final Pattern EXPRESSION = Pattern.compile("( *)expr: (.*)");

  static List<Rule> read(Path file) throws IOException {
    List<Rule> rules = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    String name = "";
    Kind kind = Kind.RECORD;
    for (int i = 0; i < lines.size(); i++) {
      Matcher named = NAME.matcher(lines.get(i));
      Matcher expression = EXPRESSION.matcher(lines.get(i));
      if (named.matches()) {
        kind = named.group(1).equals("alert") ? Kind.ALERT : Kind.RECORD;
        name = named.group(2);
      } else if (expression.matches()) {
        String text = expression.group(2);
        boolean block = text.equals("|");
        rules.add(
            new Rule(kind, name, block ? block(lines, i + 1, expression.group(1).length()) : text));
      }
    }
    return rules;
  }

  private static String block(List<String> lines, int first, int outerIndent) {
    StringBuilder text = new StringBuilder();
    for (int i = first; i < lines.size() && indent(lines.get(i)) > outerIndent; i++) {
      text.append(lines.get(i).strip()).append('\n');
    }
    return text.toString();
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
