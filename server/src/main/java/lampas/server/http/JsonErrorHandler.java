package lampas.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes the errors that Jetty itself finds, such as malformed requests, as all other errors. */
final class JsonErrorHandler extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Reply reply = ErrorBody.reply(problem(status));
    reply.body().writeTo(body);
    response.setStatus(status);
    reply.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(body.toByteArray()), callback);
  }

  private static HttpProblem problem(int status) {
    String what = "request: " + HttpStatus.getMessage(status);
    return switch (status) {
      case 503 -> new HttpProblem(status, "unavailable", "server: stopping or too busy");
      case 404 -> new HttpProblem(status, "not_found", what);
      default -> new HttpProblem(status, status < 500 ? "bad_data" : "internal", what);
    };
  }
}
