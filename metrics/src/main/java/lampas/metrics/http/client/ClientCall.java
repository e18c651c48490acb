package lampas.metrics.http.client;

import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import lampas.metrics.Gauge;
import lampas.metrics.http.KnownMethod;
import org.jspecify.annotations.Nullable;

/** One request of a client, which ends once; no method throws. Thread-safe. */
final class ClientCall {
  private static final double NANOS_PER_SECOND = 1e9;

  private record Begin(KnownMethod method, HostLabels.Host host, Gauge inFlight, long nanos) {}

  private final HttpClientMetrics metrics;

  /* Null if even the begin could not be recorded: then nothing is. */
  private final @Nullable Begin begin;
  private final long requestBytes;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicLong responseBytes = new AtomicLong();
  private volatile int status = ClientFamilies.NONE;

  private ClientCall(HttpClientMetrics metrics, @Nullable Begin begin, long requestBytes) {
    this.metrics = metrics;
    this.begin = begin;
    this.requestBytes = requestBytes;
  }

  static ClientCall begin(HttpClientMetrics metrics, HttpRequest request) {
    try {
      long nanos = metrics.now();
      KnownMethod method = KnownMethod.of(request.method());
      HostLabels.Host host = metrics.hosts().of(request.uri());
      /* Less than 0 is a body whose size nobody knows beforehand. */
      long requestBytes =
          request.bodyPublisher().map(HttpRequest.BodyPublisher::contentLength).orElse(0L);
      Gauge inFlight = metrics.families().inFlight(method, host, request.uri());
      inFlight.increment();
      return new ClientCall(metrics, new Begin(method, host, inFlight, nanos), requestBytes);
    } catch (RuntimeException e) {
      metrics.failures().failed(e);
      return new ClientCall(metrics, null, 0);
    }
  }

  /** The head of the answer has come. */
  void answering(int status) {
    this.status = status;
  }

  /** A part of the body has come. */
  void received(long bytes) {
    responseBytes.addAndGet(bytes);
  }

  /** The body is complete. */
  void complete() {
    end(null);
  }

  void failed(Throwable thrown) {
    end(Failure.of(thrown));
  }

  void cancelled() {
    end(Failure.CANCELLED);
  }

  private void end(@Nullable Failure failure) {
    Begin begin = this.begin;
    if (begin == null || !ended.compareAndSet(false, true)) {
      return;
    }
    try {
      int status = this.status;
      ClientFamilies.Measures measures =
          new ClientFamilies.Measures(
              (metrics.now() - begin.nanos) / NANOS_PER_SECOND,
              requestBytes,
              status == ClientFamilies.NONE ? ClientFamilies.NONE : responseBytes.get());
      if (failure == null) {
        metrics.families().answered(begin.method, begin.host, status, measures);
      } else {
        metrics.families().failed(begin.method, begin.host, status, failure, measures);
      }
    } catch (RuntimeException e) {
      metrics.failures().failed(e);
    } finally {
      begin.inFlight.decrement();
    }
  }
}
