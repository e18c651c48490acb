package lampas.workflow.cost;

import java.util.Arrays;
import lampas.metrics.Family;
import lampas.metrics.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * A family whose last label is the job, if there is one.
 *
 * @param <T> what records a series
 */
record JobFamily<T extends Instrument>(Family<T> family, @Nullable String job) {
  T with(String first, String second) {
    return job == null ? family.with(first, second) : family.with(first, second, job);
  }

  T with(String first, String second, String third) {
    return job == null ? family.with(first, second, third) : family.with(first, second, third, job);
  }

  /** The values with the job behind them. */
  static String[] values(@Nullable String job, String... values) {
    if (job == null) {
      return values;
    }
    String[] all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = job;
    return all;
  }
}
