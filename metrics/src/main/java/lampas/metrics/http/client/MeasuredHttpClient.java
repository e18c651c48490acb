package lampas.metrics.http.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import lampas.metrics.Registry;
import org.jspecify.annotations.Nullable;

/**
 * A client of the JDK that measures what it sends.
 *
 * <p>A request is over when the body of its answer has ended, by itself or because the application
 * cancelled it; redirects and authentication belong to the request that led to them. All else is
 * that of the client which does the sending, that client is closed with this one. WebSockets and
 * pushed answers are not measured. Thread-safe.
 */
public final class MeasuredHttpClient extends HttpClient {
  private final HttpClient client;
  private final HttpClientMetrics metrics;

  private MeasuredHttpClient(HttpClient client, HttpClientMetrics metrics) {
    this.client = client;
    this.metrics = metrics;
  }

  /**
   * A client that measures another one, the only one that a registry measures; for several, use
   * {@link HttpClientMetrics}.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static MeasuredHttpClient of(
      HttpClient client, Registry registry, HttpClientOptions options) {
    return of(client, HttpClientMetrics.create(registry, options));
  }

  static MeasuredHttpClient of(HttpClient client, HttpClientMetrics metrics) {
    return new MeasuredHttpClient(client, metrics);
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    ClientCall call = metrics.begin(request);
    try {
      return client.send(request, MeasuredBody.handler(handler, call));
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      call.failed(e);
      throw e;
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return sendAsync(request, handler, null);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    ClientCall call = metrics.begin(request);
    try {
      CompletableFuture<HttpResponse<T>> answer =
          client.sendAsync(request, MeasuredBody.handler(handler, call), pushes);
      /* The application gets the client's own future, which alone can cancel the request. */
      CompletableFuture<HttpResponse<T>> unused =
          answer.whenComplete((response, thrown) -> {
            if (thrown != null) {
              call.failed(thrown);
            }
          });
      return answer;
    } catch (RuntimeException | Error e) {
      call.failed(e);
      throw e;
    }
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return client.newWebSocketBuilder();
  }

  @Override
  public void shutdown() {
    client.shutdown();
  }

  @Override
  public boolean awaitTermination(Duration duration) throws InterruptedException {
    return client.awaitTermination(duration);
  }

  @Override
  public boolean isTerminated() {
    return client.isTerminated();
  }

  @Override
  public void shutdownNow() {
    client.shutdownNow();
  }

  @Override
  public void close() {
    client.close();
  }
}
