package lampas.metrics.http;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One handle for each status code that has come, of which an endpoint has a few.
 *
 * <p>Thread-safe; finding one makes no garbage and takes no lock.
 */
final class ByStatus<T> {
  private record Entry<T>(int status, T handle, @Nullable Entry<T> next) {}

  private final IntFunction<T> lookUp;
  private volatile @Nullable Entry<T> first;

  ByStatus(IntFunction<T> lookUp) {
    this.lookUp = lookUp;
  }

  T at(int status) {
    for (Entry<T> entry = first; entry != null; entry = entry.next) {
      if (entry.status == status) {
        return entry.handle;
      }
    }
    return add(status);
  }

  /* Two threads at once may look up the same code: that is the same handle, kept twice. */
  private synchronized T add(int status) {
    T handle = lookUp.apply(status);
    first = new Entry<>(status, handle, first);
    return handle;
  }
}
