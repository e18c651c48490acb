package lampas.metrics.http;

import java.util.concurrent.ConcurrentHashMap;
import lampas.metrics.Family;
import lampas.metrics.Gauge;
import org.jspecify.annotations.Nullable;

/** The endpoints of a server as far as they have come, at most so many. */
final class Endpoints {
  private static final int SCHEMES = Scheme.values().length;
  private static final int ENTRIES = KnownMethod.values().length * SCHEMES;

  private final ServerFamilies families;
  private final int maximum;
  private final ConcurrentHashMap<String, Endpoint> known = new ConcurrentHashMap<>();
  private final Endpoint unmatched;
  private final Endpoint overflow = new Endpoint(Family.OVERFLOW);

  /* Threads that look up the same place at once get the same handle: no lock, no volatile. */
  private final @Nullable Gauge[] inFlight = new @Nullable Gauge[ENTRIES];

  Endpoints(ServerFamilies families, int maximum) {
    this.families = families;
    this.maximum = maximum;
    this.unmatched = new Endpoint(families.unmatched());
  }

  Gauge inFlight(KnownMethod method, Scheme scheme) {
    int index = index(method, scheme);
    Gauge gauge = inFlight[index];
    if (gauge == null) {
      gauge = families.inFlight(method, scheme);
      inFlight[index] = gauge;
    }
    return gauge;
  }

  RouteRecorder recorder(KnownMethod method, Scheme scheme, String endpoint) {
    Endpoint found = endpoint.isEmpty() ? unmatched : known.get(endpoint);
    return (found == null ? find(endpoint) : found).recorder(method, scheme);
  }

  private Endpoint find(String endpoint) {
    if (endpoint.equals(HttpServerMetrics.UNMATCHED)) {
      return unmatched;
    }
    return known.size() < maximum ? add(endpoint) : overflow;
  }

  /* One at a time, or the number could pass the cap. */
  private synchronized Endpoint add(String endpoint) {
    Endpoint found = known.get(endpoint);
    if (found != null) {
      return found;
    }
    if (known.size() >= maximum) {
      return overflow;
    }
    Endpoint made = new Endpoint(endpoint);
    known.put(endpoint, made);
    return made;
  }

  @SuppressWarnings("EnumOrdinal") // The index of an array that is not kept anywhere.
  private static int index(KnownMethod method, Scheme scheme) {
    return method.ordinal() * SCHEMES + scheme.ordinal();
  }

  private final class Endpoint {
    private final String label;
    private final @Nullable RouteRecorder[] recorders = new @Nullable RouteRecorder[ENTRIES];

    Endpoint(String label) {
      this.label = label;
    }

    RouteRecorder recorder(KnownMethod method, Scheme scheme) {
      int index = index(method, scheme);
      RouteRecorder recorder = recorders[index];
      if (recorder == null) {
        recorder = families.recorder(method, scheme, label);
        recorders[index] = recorder;
      }
      return recorder;
    }
  }
}
