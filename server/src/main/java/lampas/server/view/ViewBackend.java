package lampas.server.view;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import lampas.client.Backend;
import lampas.client.ClientFailure;
import lampas.client.RequestException;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import lampas.server.http.Call;
import lampas.server.http.HttpProblem;

/** A backend whose calls end in time, and whose failures tell a client nothing of where it is. */
final class ViewBackend {
  private static final Pattern ADDRESS = Pattern.compile("[a-z]{2,10}://[^\\s\"'<>]+");

  /** Questions to the backend. */
  @FunctionalInterface
  interface Questions<T> {
    T ask(Backend backend) throws Exception;
  }

  private final Backend backend;
  private final Optional<URI> address;

  ViewBackend(Backend backend, ViewSettings settings) {
    this.backend = backend;
    this.address = settings.backend();
  }

  /**
   * The answers to the questions of one call.
   *
   * @throws HttpProblem with the backend's own status if it refused the question, else 503
   */
  <T> T ask(Call call, Duration timeout, Questions<T> questions) {
    Callable<T> asking = () -> questions.ask(backend);
    FutureTask<T> task = new FutureTask<>(asking);
    Thread.ofVirtual().name("view-query").start(task);
    call.onDisconnect(() -> task.cancel(true));
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      task.cancel(true);
      throw late(timeout);
    } catch (CancellationException gone) {
      throw new HttpProblem(499, "canceled", "the client went away");
    } catch (InterruptedException stopping) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new HttpProblem(503, "unavailable", "server: is stopping");
    } catch (ExecutionException failed) {
      throw problem(failed);
    }
  }

  private RuntimeException problem(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RequestException request
          when request.failure() instanceof ClientFailure.Refused refused ->
          refused(refused);
      case RequestException request
          when request.failure() instanceof ClientFailure.TimedOut(Duration timeout) ->
          late(timeout);
      case HttpProblem problem -> problem;
      case LampasException known when known.kind() != ErrorKind.INTERNAL -> known(known);
      case RuntimeException other -> other;
      case Error defect -> throw defect;
      case null, default -> new IllegalStateException("view: defect", failed.getCause());
    };
  }

  private static HttpProblem late(Duration timeout) {
    return new HttpProblem(
        503,
        "timeout",
        "metrics backend: no answer (expected: within %s ms)".formatted(timeout.toMillis()));
  }

  private HttpProblem refused(ClientFailure.Refused refused) {
    int status = refused.status();
    if (status < 400 || status > 499) {
      return new HttpProblem(
          503,
          "unavailable",
          "metrics backend: failed with status %s (expected: an answer)".formatted(status));
    }
    String type = refused.errorType().isEmpty() ? "bad_data" : refused.errorType();
    return new HttpProblem(status, type, withoutAddresses(refused.message()));
  }

  private HttpProblem known(LampasException known) {
    String message = withoutAddresses(known.getMessage());
    return switch (known.kind()) {
      case USER -> HttpProblem.badData(message);
      case LIMIT -> new HttpProblem(422, "execution", message);
      case UNAVAILABLE -> new HttpProblem(503, "unavailable", message);
      case INTERNAL -> new HttpProblem(500, "internal", "internal error (see the server's log)");
    };
  }

  private String withoutAddresses(String message) {
    String text = ADDRESS.matcher(message).replaceAll("[address]");
    if (address.isPresent()) {
      String authority = String.valueOf(address.get().getRawAuthority());
      text = text.replace(authority, "[address]");
      text = text.replace(authority.substring(authority.indexOf('@') + 1), "[address]");
    }
    return text;
  }
}
