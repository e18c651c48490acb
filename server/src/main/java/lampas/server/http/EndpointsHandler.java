package lampas.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.exc.JacksonIOException;

/** Takes requests from Jetty, finds their endpoint and writes its reply. */
final class EndpointsHandler extends Handler.Abstract {
  private static final Logger LOGGER = System.getLogger(EndpointsHandler.class.getName());
  /* What observers are told: clients must not be able to make up label values. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final String OTHER_METHOD = "other";
  private static final String UNMATCHED = "unmatched";
  private static final int CLIENT_GONE = 499;

  private final Routes routes;
  private final FormReader forms;
  private final RequestObserver observer;

  EndpointsHandler(List<Endpoint> endpoints, HttpSettings settings, RequestObserver observer) {
    this.routes = new Routes(endpoints);
    this.forms = new FormReader(settings);
    this.observer = observer;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long start = System.nanoTime();
    DisconnectWatch watch = new DisconnectWatch(request);
    Optional<Routes.Match> match = Optional.empty();
    Reply reply;
    try {
      match = routes.find(request.getHttpURI().getPath());
      reply = reply(request, match, watch);
    } catch (Exception | StackOverflowError failed) {
      reply = ErrorBody.reply(problem(request, failed));
    }
    Optional<Throwable> broken = write(reply, request, response);
    watch.stop();
    observer.answered(
        METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER_METHOD,
        match.map(found -> found.endpoint().path()).orElse(UNMATCHED),
        broken.isEmpty() ? reply.status() : CLIENT_GONE,
        Duration.ofNanos(System.nanoTime() - start));
    broken.ifPresentOrElse(callback::failed, callback::succeeded);
    return true;
  }

  private Reply reply(Request request, Optional<Routes.Match> match, DisconnectWatch watch)
      throws IOException {
    if (match.isEmpty()) {
      throw new HttpProblem(
          404, "not_found", "path: no such endpoint (expected: one of docs/http-api.md)");
    }
    Endpoint endpoint = match.get().endpoint();
    String method = request.getMethod();
    if (!endpoint.allows(method)) {
      String allowed = String.join(", ", endpoint.methods());
      Reply refused =
          method.equals("OPTIONS")
              ? new Reply(204, Map.of(), out -> {})
              : ErrorBody.reply(
                  new HttpProblem(
                      405, "bad_data", "method: " + method + " (expected: " + allowed + ")"));
      return refused.with("Allow", allowed);
    }
    String query = request.getHttpURI().getQuery();
    Parameters parameters = Parameters.parse(forms.read(request), query == null ? "" : query);
    return endpoint
        .handler()
        .handle(new Call(request, endpoint.path(), match.get().pathValues(), parameters, watch));
  }

  /* The body is not closed when writing fails: what was cut off must not look complete. */
  private static Optional<Throwable> write(Reply reply, Request request, Response response) {
    response.setStatus(reply.status());
    reply.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    if (reply.status() == 413 || reply.status() == 408) {
      response.getHeaders().put("Connection", "close");
    }
    try {
      OutputStream out = Response.asBufferedOutputStream(request, response);
      if (!request.getMethod().equals("HEAD")) {
        reply.body().writeTo(out);
      }
      out.close();
      return Optional.empty();
    } catch (IOException | JacksonIOException gone) {
      LOGGER.log(Level.DEBUG, "the client went away before the reply was complete", gone);
      return Optional.of(gone);
    } catch (RuntimeException | Error defect) {
      LOGGER.log(Level.ERROR, request.getHttpURI().getPath() + ": reply cut off", defect);
      return Optional.of(defect);
    }
  }

  private static HttpProblem problem(Request request, Throwable failed) {
    if (failed instanceof LampasException known && known.kind() != ErrorKind.INTERNAL) {
      return HttpProblem.of(known);
    }
    LOGGER.log(
        Level.ERROR,
        request.getMethod() + " " + request.getHttpURI().getPath() + " failed",
        failed);
    return new HttpProblem(500, "internal", "internal error (see the server's log)");
  }
}
