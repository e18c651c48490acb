package lampas.promql.engine;

import java.util.function.DoubleBinaryOperator;
import lampas.model.histogram.NativeHistogram;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.ColumnWriter;
import lampas.promql.column.Steps;
import lampas.promql.function.Operators;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.ValueType;

/** Arithmetic and comparison between a vector and a scalar, which may stand on either side. */
final class ScalarOperation {
  private final QueryRun run;
  private final Evaluator evaluator;
  private final Binary binary;
  private final Side side;
  private final DoubleBinaryOperator numbers;
  private final ElementOperation operation;

  /** Where the scalar stands. */
  private enum Side {
    LEFT,
    RIGHT
  }

  ScalarOperation(QueryRun run, Evaluator evaluator, Binary binary) {
    this.run = run;
    this.evaluator = evaluator;
    this.binary = binary;
    this.side = binary.left().type() == ValueType.SCALAR ? Side.LEFT : Side.RIGHT;
    this.numbers =
        switch (side) {
          case LEFT -> Operators.keepingRight(binary.operator(), binary.bool());
          case RIGHT -> Operators.ofElements(binary.operator(), binary.bool());
        };
    this.operation = new ElementOperation(run.remarks(), binary, numbers);
  }

  void apply(Steps steps, ColumnSink out) {
    double[] scalars = evaluator.scalar(side == Side.LEFT ? binary.left() : binary.right(), steps);
    Expression vector = side == Side.LEFT ? binary.right() : binary.left();
    boolean drops = Operators.changesQuantity(binary.operator(), run.dialect()) || binary.bool();
    if (drops) {
      evaluator.transformed(vector, steps, column -> changed(column, scalars, true), out);
    } else {
      evaluator.vector(
          vector, steps, column -> out.accept(changed(column, scalars, column.dropsName())));
    }
    run.give(scalars);
  }

  private Column changed(Column column, double[] scalars, boolean dropsName) {
    if (column.histograms() == null && !operation.remarksOnNumbers()) {
      changeNumbers(column.values(), scalars);
      return new Column(column.labels(), dropsName, column.values());
    }
    ColumnWriter writer = new ColumnWriter(run, scalars.length);
    for (int i = 0; i < scalars.length; i++) {
      if (column.isPresent(i)) {
        double value = column.values()[i];
        NativeHistogram histogram = column.histogram(i);
        switch (side) {
          case LEFT -> operation.apply(scalars[i], null, value, histogram);
          case RIGHT -> operation.apply(value, histogram, scalars[i], null);
        }
        operation.put(i, writer);
      }
    }
    run.give(column);
    return writer.column(column.labels(), dropsName);
  }

  private void changeNumbers(double[] values, double[] scalars) {
    switch (side) {
      case LEFT -> {
        for (int i = 0; i < values.length; i++) {
          if (Column.isPresent(values[i])) {
            values[i] = numbers.applyAsDouble(scalars[i], values[i]);
          }
        }
      }
      case RIGHT -> {
        for (int i = 0; i < values.length; i++) {
          if (Column.isPresent(values[i])) {
            values[i] = numbers.applyAsDouble(values[i], scalars[i]);
          }
        }
      }
    }
  }
}
