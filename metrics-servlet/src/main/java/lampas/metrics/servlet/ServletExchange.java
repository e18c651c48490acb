package lampas.metrics.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.ServerExchange;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one request while it goes on.
 *
 * <p>A request that is asynchronous is over when the container says that it is complete, any other
 * when its servlet returns.
 */
final class ServletExchange implements AsyncListener {
  private final HttpServerMetrics metrics;
  private final ServerExchange exchange;
  private final EndpointFinder endpoints;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final String ofServlet;
  private final MeasuredResponse measuredResponse;
  private final ByteCount received = new ByteCount();
  private volatile boolean asynchronous;
  private volatile boolean broken;
  private volatile @Nullable Throwable failure;

  ServletExchange(
      HttpServerMetrics metrics,
      ServerExchange exchange,
      EndpointFinder endpoints,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.metrics = metrics;
    this.exchange = exchange;
    this.endpoints = endpoints;
    this.request = request;
    this.response = response;
    this.ofServlet = EndpointFinder.ofServlet(request);
    this.measuredResponse = new MeasuredResponse(response, this);
  }

  MeasuredResponse measuredResponse() {
    return measuredResponse;
  }

  /** What has been read of the body. */
  ByteCount received() {
    return received;
  }

  /** The connection has failed. */
  void broken() {
    broken = true;
  }

  /** Waits for the end of an asynchronous request, before anybody else can complete it. */
  void startedAsync(AsyncContext context) {
    asynchronous = true;
    context.addListener(this);
  }

  /** The servlet has returned. */
  void returned() {
    /* Somebody may have taken our wrapper off before. */
    if (!asynchronous && request.isAsyncStarted()) {
      startedAsync(request.getAsyncContext());
    }
    if (!asynchronous) {
      end();
    }
  }

  /** The servlet has thrown: whatever it began asynchronously is over as well. */
  void threw(Throwable thrown) {
    failure = thrown;
    end();
  }

  /** A later dispatch of this request has thrown. */
  void dispatchThrew(DispatcherType type, Throwable thrown) {
    if (type == DispatcherType.ASYNC) {
      threw(thrown);
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }

  /* The container answers now, and then says that the request is complete. */
  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {
    failure = event.getThrowable();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  private void end() {
    if (exchange.isOver()) {
      return;
    }
    exchange.endpoint(endpoint());
    measuredResponse.lookForLostClient();
    long sent = measuredResponse.sent();
    Throwable thrown = failure;
    if (broken) {
      exchange.disconnected(received.value(), sent);
    } else if (thrown != null) {
      exchange.failed(status(thrown), thrown, declaredOr(received.value()), sent);
    } else {
      exchange.answered(response.getStatus(), declaredOr(received.value()), sent);
    }
  }

  private String endpoint() {
    try {
      return endpoints.of(request, ofServlet);
    } catch (RuntimeException e) {
      metrics.failed(e);
      return HttpServerMetrics.UNMATCHED;
    }
  }

  /* What the servlet did not read, or the container read for it, has come all the same. */
  private long declaredOr(long received) {
    return Math.max(received, request.getContentLengthLong());
  }

  /* As the specification of servlets says it. */
  private static int status(Throwable thrown) {
    if (thrown instanceof UnavailableException unavailable) {
      return unavailable.isPermanent() ? 404 : 503;
    }
    return 500;
  }
}
