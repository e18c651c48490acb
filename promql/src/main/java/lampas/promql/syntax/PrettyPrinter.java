package lampas.promql.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;

/**
 * Writes trees over several lines: what is longer than {@value #LONGEST_LINE} bytes is split, each
 * level indented by two spaces, as Prometheus formats queries.
 *
 * <p>Source: the rules of promql/parser/prettier.go of Prometheus. It differs in one place: a
 * subquery that fits on a line of its own is indented like everything else.
 */
public final class PrettyPrinter {
  private static final int LONGEST_LINE = 100;
  private static final String INDENT = "  ";

  private final StringBuilder out = new StringBuilder();

  private PrettyPrinter() {}

  /**
   * The text of a tree that {@link Parser} made; it reads back as an equal tree, see {@link Trees}.
   */
  public static String print(Expression expression) {
    PrettyPrinter printer = new PrettyPrinter();
    printer.write(expression, 0);
    return printer.out.toString();
  }

  private void write(Expression expression, int level) {
    indent(level);
    writeHere(expression, level);
  }

  /* Begins where the line stands. */
  private void writeHere(Expression expression, int level) {
    String line = Printer.print(expression);
    if (line.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LINE) {
      out.append(line);
      return;
    }
    switch (expression) {
      case Aggregation aggregation -> {
        out.append(Printer.head(aggregation)).append("(\n");
        aggregation
            .parameter()
            .ifPresent(parameter -> {
              write(parameter, level + 1);
              out.append(",\n");
            });
        write(aggregation.operand(), level + 1);
        close(level);
      }
      case Binary binary -> binary(binary, level);
      case Call call -> call(call, level);
      case Parentheses parentheses -> {
        out.append("(\n");
        write(parentheses.inner(), level + 1);
        close(level);
      }
      case Unary unary -> {
        out.append(unary.negative() ? '-' : '+');
        writeHere(unary.operand(), level);
      }
      case Subquery subquery -> {
        writeHere(subquery.operand(), level);
        out.append(Printer.window(subquery));
      }
      case NumberLiteral literal -> out.append(line);
      case StringLiteral literal -> out.append(line);
      case VectorSelector selector -> out.append(line);
      case RangeSelector range -> out.append(line);
    }
  }

  /* The operands are a level deeper than the operator between them. */
  private void binary(Binary binary, int level) {
    out.append(INDENT);
    if (binary.operator() == BinaryOperator.POWER && Printer.isInfinite(binary.left())) {
      out.append("Inf");
    } else {
      writeHere(binary.left(), level + 1);
    }
    out.append('\n');
    indent(level);
    out.append(Printer.operator(binary)).append('\n');
    write(binary.right(), level + 1);
  }

  private void call(Call call, int level) {
    out.append(call.function().name()).append("(\n");
    List<Expression> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      out.append(i == 0 ? "" : ",\n");
      write(arguments.get(i), level + 1);
    }
    close(level);
  }

  private void close(int level) {
    out.append('\n');
    indent(level);
    out.append(')');
  }

  private void indent(int level) {
    out.append(INDENT.repeat(level));
  }
}
