package lampas.metrics.grpc.dialect;

import io.grpc.Status;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One handle for each status code, looked up when the code comes for the first time. */
final class ByCode<T> {
  /* Threads that look up the same code at once get the same handle: no lock, no volatile. */
  private final @Nullable Object[] handles = new @Nullable Object[Status.Code.values().length];
  private final Function<Status.Code, T> lookUp;

  ByCode(Function<Status.Code, T> lookUp) {
    this.lookUp = lookUp;
  }

  @SuppressWarnings("unchecked")
  T at(Status.Code code) {
    Object held = handles[code.value()];
    if (held == null) {
      held = lookUp.apply(code);
      handles[code.value()] = held;
    }
    return (T) held;
  }
}
