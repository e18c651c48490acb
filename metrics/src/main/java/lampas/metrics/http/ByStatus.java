package lampas.metrics.http;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * One handle for each status code that has come, of which an endpoint has a few.
 *
 * <p>Thread-safe; finding one makes no garbage and takes no lock.
 */
final class ByStatus<T> {
  private record Known(int[] codes, Object[] handles) {}

  private final IntFunction<T> lookUp;
  private volatile Known known = new Known(new int[0], new Object[0]);

  ByStatus(IntFunction<T> lookUp) {
    this.lookUp = lookUp;
  }

  @SuppressWarnings("unchecked")
  T at(int status) {
    Known known = this.known;
    for (int i = 0; i < known.codes.length; i++) {
      if (known.codes[i] == status) {
        return (T) known.handles[i];
      }
    }
    return add(status);
  }

  /* Two threads at once may look up the same code: that is the same handle, kept twice. */
  private synchronized T add(int status) {
    T handle = lookUp.apply(status);
    Known before = known;
    int count = before.codes.length;
    int[] codes = Arrays.copyOf(before.codes, count + 1);
    Object[] handles = Arrays.copyOf(before.handles, count + 1);
    codes[count] = status;
    handles[count] = handle;
    known = new Known(codes, handles);
    return handle;
  }
}
