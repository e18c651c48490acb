package lampas.metrics.grpc.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a matrix in the form of the page: a line for each situation, in Markdown. */
final class Table {
  private Table() {}

  static String of(List<Row> rows) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Row row : rows) {
      lines.computeIfAbsent(row.situation(), absent -> new ArrayList<>()).add(cell(row));
    }
    StringBuilder table = new StringBuilder();
    table.append(
        "| what happens | unary | server streaming | bidi streaming |\n|---|---|---|---|\n");
    lines.forEach((situation, cells) ->
        table.append("| %s | %s |\n".formatted(situation, String.join(" | ", cells))));
    return table.toString();
  }

  private static String cell(Row row) {
    return row.isRight() ? row.seen().toString() : "WRONG: " + row.text();
  }
}
