package lampas.promql.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes new scripts of the lines of others, and damages some. */
final class ScriptMutator {
  private static final List<String> POINTS =
      List.of(
          " 1+1x10",
          " _x3",
          " stale",
          " NaN",
          " {{count:3 sum:5 buckets:[1 2]}}x4",
          " {{schema:-53 count:3 custom_values:[1 2] buckets:[1 1 1]}}",
          " {{schema:2 z_bucket:1 z_bucket_w:0.1 n_buckets:[1]}}+{{schema:3 count:1}}x3",
          " 1e308+1e308x3",
          " 1x999999999999",
          " {{",
          " }}",
          "@st -1m",
          " {{buckets:[1 -2 NaN]}}");

  private final List<String> lines;
  private final ExpressionMutator expressions;
  private final Random random;

  ScriptMutator(List<String> lines, ExpressionMutator expressions, Random random) {
    this.lines = lines;
    this.expressions = expressions;
    this.random = random;
  }

  String next() {
    List<String> script = new ArrayList<>();
    script.add("load" + (random.nextInt(4) == 0 ? "_with_nhcb " : " ") + "1m");
    for (int i = random.nextInt(4); i >= 0; i--) {
      String name = List.of("a", "b{job=\"x\"}", "h", "l_bucket{le=\"1\"}").get(random.nextInt(4));
      script.add("  " + name + POINTS.get(random.nextInt(POINTS.size())));
    }
    script.add("");
    int from = random.nextInt(lines.size());
    script.addAll(lines.subList(from, Math.min(lines.size(), from + random.nextInt(12))));
    script.add("");
    script.add(
        "eval instant at " + random.nextInt(20) + "m " + expressions.next().replace('\n', ' '));
    script.add("  {} " + random.nextInt(3));
    for (int i = random.nextInt(3); i > 0; i--) {
      damage(script);
    }
    return String.join("\n", script);
  }

  private void damage(List<String> script) {
    int at = random.nextInt(script.size());
    String line = script.get(at);
    switch (random.nextInt(4)) {
      case 0 -> script.remove(at);
      case 1 -> script.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> script.set(at, line + POINTS.get(random.nextInt(POINTS.size())));
      default -> script.set(at, line.substring(0, random.nextInt(line.length() + 1)));
    }
    if (script.isEmpty()) {
      script.add("clear");
    }
  }
}
