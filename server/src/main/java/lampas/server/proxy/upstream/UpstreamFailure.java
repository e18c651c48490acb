package lampas.server.proxy.upstream;

/** Why a backend's answer is none: what metrics and logs call it. */
public enum UpstreamFailure {
  /** No connection. */
  UNREACHABLE,
  /** The connection broke before the answer was complete. */
  BROKEN,
  /** No complete answer in time. */
  TIMED_OUT,
  /** Larger than the tenant's limit. */
  TOO_LARGE,
  /** More series than the tenant's limit. */
  TOO_MANY_SERIES,
  /** The answers in flight take as much memory as they may. */
  NO_MEMORY,
  /** Not the JSON of Prometheus's HTTP API. */
  UNREADABLE,
  /** The backend does not know the gateway, or what it asks: a mistake of the set-up. */
  NOT_SERVED,
  /** The backend says that it failed. */
  FAILED,
  /** The answer holds what is another tenant's. */
  FOREIGN,
  /** All who asked have gone. */
  CANCELLED
}
