package lampas.metrics.http;

import lampas.metrics.Gauge;
import org.jspecify.annotations.Nullable;

/**
 * One request that a server is answering, from its begin to its end.
 *
 * <p>Ends once, by the first of {@link #answered}, {@link #failed} and {@link #disconnected};
 * whatever is said later is ignored. No method throws. Thread-safe.
 */
public final class ServerExchange {
  private static final double NANOS_PER_SECOND = 1e9;

  /* Stands for the status of an answer that did not arrive. */
  private static final int NONE = -1;

  private final HttpServerMetrics metrics;
  private final KnownMethod method;
  private final Scheme scheme;

  /* Null if even the begin could not be recorded: then nothing is. */
  private final @Nullable Gauge inFlight;
  private final long start;
  private String endpoint = HttpServerMetrics.UNMATCHED;
  private boolean ended;

  private ServerExchange(
      HttpServerMetrics metrics,
      KnownMethod method,
      Scheme scheme,
      @Nullable Gauge inFlight,
      long start) {
    this.metrics = metrics;
    this.method = method;
    this.scheme = scheme;
    this.inFlight = inFlight;
    this.start = start;
  }

  static ServerExchange begin(HttpServerMetrics metrics, KnownMethod method, Scheme scheme) {
    try {
      long start = metrics.now();
      Gauge inFlight = metrics.endpoints().inFlight(method, scheme);
      inFlight.increment();
      return new ServerExchange(metrics, method, scheme, inFlight, start);
    } catch (RuntimeException e) {
      metrics.failed(e);
      return new ServerExchange(metrics, method, scheme, null, 0);
    }
  }

  /** The template of the route that took the request, never a path; may be said until the end. */
  public synchronized void endpoint(String template) {
    endpoint = template;
  }

  /** Whether it is over. */
  public synchronized boolean isOver() {
    return ended;
  }

  /**
   * The server has answered.
   *
   * @param requestBytes the size of the body that came
   * @param responseBytes the size of the body that went
   */
  public void answered(int status, long requestBytes, long responseBytes) {
    end(status, null, requestBytes, responseBytes);
  }

  /**
   * The application threw.
   *
   * @param status what the client is told for it: 500 unless the server knows better
   */
  public void failed(int status, Throwable failure, long requestBytes, long responseBytes) {
    end(status, failure, requestBytes, responseBytes);
  }

  /** The client went away before it had the whole answer; counted as 499. */
  public void disconnected(long requestBytes, long responseBytes) {
    end(NONE, null, requestBytes, responseBytes);
  }

  private void end(int status, @Nullable Throwable failure, long requestBytes, long responseBytes) {
    String template;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      template = endpoint;
    }
    Gauge inFlight = this.inFlight;
    if (inFlight == null) {
      return;
    }
    try {
      double seconds = (metrics.now() - start) / NANOS_PER_SECOND;
      RouteRecorder recorder = metrics.endpoints().recorder(method, scheme, template);
      if (failure != null) {
        recorder.failed(status, failure, seconds, requestBytes, responseBytes);
      } else if (status == NONE) {
        recorder.disconnected(seconds, requestBytes, responseBytes);
      } else {
        recorder.answered(status, seconds, requestBytes, responseBytes);
      }
    } catch (RuntimeException e) {
      metrics.failed(e);
    } finally {
      inFlight.decrement();
    }
  }
}
