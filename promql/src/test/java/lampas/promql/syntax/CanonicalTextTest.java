package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalTextTest {
  static Stream<Table.Row> rows() {
    return Table.read("canonical.txt");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void printsAs(Table.Row row) {
    assertThat(Printer.print(Parser.parse(row.input()))).isEqualTo(row.expected());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsBackToTheSameTree(Table.Row row) {
    Expression expression = Parser.parse(row.input());
    Expression again = Parser.parse(Printer.print(expression));
    assertThat(Trees.shape(again)).isEqualTo(Trees.shape(expression));
    assertThat(Printer.print(again)).isEqualTo(row.expected());
  }

  @Test
  void theTableIsRead() {
    assertThat(rows()).hasSizeGreaterThan(400);
  }
}
