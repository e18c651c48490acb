package lampas.metrics.grpc;

import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lampas.metrics.Gauge;

/** The open streams of one method. */
final class OpenStreams {
  private final String method;
  private final Gauge count;
  private final Set<LiveMethod.Timed> open = ConcurrentHashMap.newKeySet();

  OpenStreams(String method, Gauge count) {
    this.method = method;
    this.count = count;
  }

  String method() {
    return method;
  }

  void add(LiveMethod.Timed stream) {
    open.add(stream);
    count.increment();
  }

  void remove(LiveMethod.Timed stream) {
    open.remove(stream);
    count.decrement();
  }

  /** How old the oldest one is; looks at each, which costs about 10 ns a stream. */
  OptionalLong oldestAgeNanos(long nowNanos) {
    return open.stream().mapToLong(stream -> nowNanos - stream.startNanos()).max();
  }
}
