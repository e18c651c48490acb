package lampas.promql.aggregate;

import java.util.List;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.ColumnWriter;
import org.jspecify.annotations.Nullable;

/** {@code topk}, {@code bottomk} and {@code limitk}: some series of each group at each step. */
public final class Chooser {
  private final Order order;
  private final long[] limits;
  private final Finding.Sink findings;

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
   * @param findings what is told of histograms, which have no order and are left out
   */
  public Chooser(Order order, long[] limits, Finding.Sink findings) {
    this.order = order;
    this.limits = limits;
    this.findings = findings;
  }

  /**
   * Hands on the chosen ones of a group, the best first if there is only one step; takes back the
   * arrays of the others.
   */
  public void choose(List<Column> group, ColumnPool pool, ColumnSink out) {
    TopSelection top = new TopSelection(order != Order.SMALLEST, group.size());
    @Nullable ColumnWriter[] chosen = new ColumnWriter[group.size()];
    for (int step = 0; step < limits.length; step++) {
      int limit = (int) Math.min(limits[step], group.size());
      if (limit < 1) {
        continue;
      }
      pool.checkAlive();
      top.clear();
      select(group, step, limit, top);
      for (int i = 0; i < top.size(); i++) {
        int index = top.index(i);
        ColumnWriter writer = chosen[index];
        if (writer == null) {
          writer = new ColumnWriter(pool, limits.length);
          chosen[index] = writer;
        }
        writer.copy(step, group.get(index));
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
    group.forEach(pool::give);
  }

  private void select(List<Column> group, int step, int limit, TopSelection top) {
    for (int i = 0; i < group.size(); i++) {
      Column column = group.get(i);
      if (order == Order.ANY) {
        top.offer(i, column.isPresent(step) ? 0 : Column.ABSENT, limit);
      } else {
        top.offer(i, column.values()[step], limit);
        if (column.histogram(step) != null) {
          findings.accept(Finding.HISTOGRAM_IGNORED, column.labels().metricName());
        }
      }
    }
  }

  private static void emit(Column column, @Nullable ColumnWriter chosen, ColumnSink out) {
    if (chosen != null) {
      out.accept(chosen.column(column.labels(), column.dropsName()));
    }
  }
}
