package lampas.promql.aggregate;

import java.util.Arrays;
import java.util.List;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;
import lampas.promql.column.ColumnSink;
import org.jspecify.annotations.Nullable;

/** {@code topk}, {@code bottomk} and {@code limitk}: some series of each group at each step. */
public final class Chooser {
  private final Order order;
  private final long[] limits;

  /** Which series are chosen first. */
  public enum Order {
    LARGEST,
    SMALLEST,
    /** In the order in which they come. */
    ANY
  }

  /**
   * A chooser.
   *
   * @param limits how many series of a group are chosen at each step
   */
  public Chooser(Order order, long[] limits) {
    this.order = order;
    this.limits = limits;
  }

  /**
   * Hands on the chosen ones of a group, the best first if there is only one step; takes back the
   * arrays of the others.
   */
  public void choose(List<Column> group, ColumnPool pool, ColumnSink out) {
    TopSelection top = new TopSelection(order != Order.SMALLEST, group.size());
    double @Nullable [][] chosen = new double[group.size()][];
    for (int step = 0; step < limits.length; step++) {
      int limit = (int) Math.min(limits[step], group.size());
      if (limit < 1) {
        continue;
      }
      top.clear();
      select(group, step, limit, top);
      for (int i = 0; i < top.size(); i++) {
        int index = top.index(i);
        double[] values = chosen[index];
        if (values == null) {
          values = pool.take(limits.length);
          Arrays.fill(values, Column.ABSENT);
          chosen[index] = values;
        }
        values[step] = group.get(index).values()[step];
      }
    }
    if (limits.length == 1) {
      top.sort();
      for (int i = 0; i < top.size(); i++) {
        emit(group.get(top.index(i)), chosen[top.index(i)], out);
      }
    } else {
      for (int i = 0; i < chosen.length; i++) {
        emit(group.get(i), chosen[i], out);
      }
    }
    group.forEach(column -> pool.give(column.values()));
  }

  private void select(List<Column> group, int step, int limit, TopSelection top) {
    for (int i = 0; i < group.size(); i++) {
      double value = group.get(i).values()[step];
      if (order == Order.ANY && Column.isPresent(value)) {
        top.offer(i, 0, limit);
      } else {
        top.offer(i, value, limit);
      }
    }
  }

  private static void emit(Column column, double @Nullable [] chosen, ColumnSink out) {
    if (chosen != null) {
      out.accept(new Column(column.labels(), column.dropsName(), chosen));
    }
  }
}
