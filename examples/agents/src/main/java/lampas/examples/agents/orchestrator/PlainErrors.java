package lampas.examples.agents.orchestrator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import lampas.examples.agents.service.Answer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes the errors that Jetty finds, and our defects, as all others: no trace, no class names. */
final class PlainErrors extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback)
      throws IOException {
    Answer answer = Answer.problem(status, "request: " + HttpStatus.getMessage(status));
    response.setStatus(status);
    response.getHeaders().put("Content-Type", answer.contentType());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    answer.writeTo(body);
    response.write(true, ByteBuffer.wrap(body.toByteArray()), callback);
  }
}
