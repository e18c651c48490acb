package lampas.client.tikv;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The stores that PD knows, by its HTTP API.
 *
 * <p>Several endpoints are asked in turn until one answers; the next question begins with that one.
 * TLS is a matter of the HTTP client. Redirects are refused unless that client follows them.
 * Thread-safe.
 */
public final class PdDirectory implements StoreDirectory {
  /*
   * Without the parameters PD leaves tombstones out, and a store that is gone for good looks like
   * one that is missing. Source: NewStoreStateFilter in server/api/store.go of PD; 0 is Up, which
   * includes Disconnected and Down, 1 is Offline, 2 is Tombstone.
   */
  private static final String PATH = "/pd/api/v1/stores?state=0&state=1&state=2";

  private final HttpClient http;
  private final List<URI> endpoints;
  private final PdSettings settings;
  private final AtomicInteger lastGood = new AtomicInteger();

  private PdDirectory(HttpClient http, List<URI> endpoints, PdSettings settings) {
    this.http = http;
    this.endpoints = endpoints;
    this.settings = settings;
  }

  /** A directory with default settings. */
  public static PdDirectory of(HttpClient http, URI... endpoints) {
    return of(http, List.of(endpoints), PdSettings.defaults());
  }

  /**
   * A directory.
   *
   * @param endpoints where PD listens for clients, for example {@code http://pd-0:2379}
   */
  public static PdDirectory of(HttpClient http, List<URI> endpoints, PdSettings settings) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("PD endpoints: none (expected: at least one)");
    }
    return new PdDirectory(http, endpoints.stream().map(PdDirectory::request).toList(), settings);
  }

  private static URI request(URI endpoint) {
    String scheme = endpoint.getScheme();
    boolean http = "http".equals(scheme) || "https".equals(scheme);
    if (!http || endpoint.getHost() == null || endpoint.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "PD endpoint: no host, a wrong scheme or a query (expected: http://host:port or"
              + " https://host:port)");
    }
    String text = endpoint.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + PATH);
  }

  @Override
  public List<Store> stores() {
    List<DirectoryFailure> failures = new ArrayList<>();
    int first = lastGood.get();
    for (int i = 0; i < endpoints.size(); i++) {
      int endpoint = (first + i) % endpoints.size();
      try {
        List<Store> stores = PdAnswerReader.read(body(endpoints.get(endpoint)));
        lastGood.set(endpoint);
        return stores;
      } catch (Failed failed) {
        failures.add(failed.failure);
        if (failed.failure instanceof DirectoryFailure.Interrupted) {
          break;
        }
      }
    }
    throw new DirectoryException(failures);
  }

  private byte[] body(URI uri) throws Failed {
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(request, head -> new LimitedBody(settings.maximumAnswerBytes()));
    try {
      /* Not the request's own timeout, which ends with the head of the answer. */
      HttpResponse<byte[]> response =
          exchange.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new Failed(new DirectoryFailure.Refused(response.statusCode()));
      }
      return response.body();
    } catch (TimeoutException late) {
      exchange.cancel(true);
      throw new Failed(new DirectoryFailure.TimedOut(settings.timeout()));
    } catch (InterruptedException interrupted) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new Failed(new DirectoryFailure.Interrupted());
    } catch (ExecutionException failed) {
      throw new Failed(failure(failed));
    }
  }

  private DirectoryFailure failure(ExecutionException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof LimitedBody.TooManyBytes) {
        return new DirectoryFailure.TooLarge(settings.maximumAnswerBytes());
      }
    }
    if (failed.getCause() instanceof IOException) {
      return new DirectoryFailure.Unreachable();
    }
    throw new IllegalStateException("the HTTP client failed", failed.getCause());
  }

  /** One endpoint did not answer. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DirectoryFailure failure;

    Failed(DirectoryFailure failure) {
      super(failure.toString());
      this.failure = failure;
    }
  }
}
