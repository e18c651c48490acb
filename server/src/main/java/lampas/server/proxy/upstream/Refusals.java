package lampas.server.proxy.upstream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import lampas.model.error.LampasException;
import lampas.server.http.HttpProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client is told when the backend answers with an error. */
final class Refusals {
  private static final Logger LOGGER = System.getLogger(Refusals.class.getName());
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST = 2000;

  private final AddressFilter filter;

  Refusals(AddressFilter filter) {
    this.filter = filter;
  }

  /* VictoriaMetrics 1.79 answers unknown paths with 400 and text, and puts the status in errorType. */
  LampasException of(RawAnswer answer) {
    int status = answer.status();
    String type = "";
    String message = "";
    try {
      JsonNode error = JSON.readTree(answer.body(), 0, Math.min(answer.length(), 1 << 20));
      type = error.path("errorType").asString("");
      message = error.path("error").asString("");
    } catch (JacksonException noJson) {
      LOGGER.log(Level.DEBUG, "the backend's error is not JSON: {0}", text(answer));
    }
    String shown = filter.clean(message);
    shown = shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    return switch (status) {
      case 400, 413, 422 ->
          message.isEmpty()
              ? failed(answer, "backend: refuses the query without a reason")
              : new HttpProblem(status, status == 422 ? "execution" : "bad_data", shown);
      case 429 ->
          new HttpProblem(429, "too_many_requests", "backend: too many requests")
              .with("Retry-After", "1");
      case 503 ->
          type.equals("timeout") || type.equals("canceled")
              ? new UpstreamException(UpstreamFailure.TIMED_OUT, "backend: " + shown)
              : new UpstreamException(UpstreamFailure.UNREACHABLE, "backend: unavailable");
      case 504 -> new UpstreamException(UpstreamFailure.TIMED_OUT, "backend: no answer in time");
      default -> {
        LOGGER.log(Level.WARNING, "the backend answers {0}: {1}", status, text(answer));
        yield status < 500
            ? new UpstreamException(
                UpstreamFailure.NOT_SERVED,
                "backend: does not serve the gateway (status %s)".formatted(status))
            : failed(answer, "backend: failed (status %s)".formatted(status));
      }
    };
  }

  private static UpstreamException failed(RawAnswer answer, String message) {
    return new UpstreamException(
        UpstreamFailure.FAILED, message, new IllegalStateException(text(answer)));
  }

  private static String text(RawAnswer answer) {
    int shown = Math.min(answer.length(), 500);
    return new String(answer.body(), 0, shown, StandardCharsets.UTF_8);
  }
}
