package lampas.client.embedded;

import lampas.client.ClientException;
import lampas.client.ClientFailure;
import lampas.client.RequestException;
import lampas.model.error.LampasException;
import lampas.promql.engine.EvaluationException;
import lampas.promql.syntax.ParseException;
import org.jspecify.annotations.Nullable;

/** What goes wrong in this process in the words in which a server would tell it. */
final class Refusals {
  private Refusals() {}

  static ClientException of(LampasException failed) {
    return switch (failed) {
      case ClientException known -> known;
      case ParseException wrong -> notParsed("query", wrong);
      case EvaluationException ended -> of(ended);
      default -> byKind(failed);
    };
  }

  static RequestException badData(String message) {
    return refused(400, "bad_data", message, null);
  }

  static RequestException notParsed(String parameter, ParseException wrong) {
    String reason =
        "invalid parameter \"%s\": %d:%d: parse error: %s"
            .formatted(parameter, wrong.line(), wrong.column(), wrong.reason());
    return refused(400, "bad_data", reason, wrong);
  }

  static RequestException tooDeep(StackOverflowError deep) {
    String reason = "query: nested too deeply (expected: fewer levels)";
    return refused(422, "execution", reason, deep);
  }

  private static RequestException of(EvaluationException ended) {
    String message = String.valueOf(ended.getMessage());
    return switch (ended.reason()) {
      case BAD_DATA -> refused(400, "bad_data", "invalid parameter \"query\": " + message, ended);
      case EXECUTION, TOO_MANY_SAMPLES, TOO_MANY_BYTES, TOO_MANY_SERIES ->
          refused(422, "execution", message, ended);
      case TIMEOUT -> refused(503, "timeout", message, ended);
      case CANCELLED -> new RequestException(new ClientFailure.Interrupted(), ended);
    };
  }

  private static RequestException byKind(LampasException failed) {
    String message = String.valueOf(failed.getMessage());
    return switch (failed.kind()) {
      case USER -> refused(400, "bad_data", message, failed);
      case LIMIT -> refused(422, "execution", message, failed);
      case UNAVAILABLE -> refused(503, "unavailable", message, failed);
      case INTERNAL -> refused(500, "internal", message, failed);
    };
  }

  private static RequestException refused(
      int status, String errorType, String message, @Nullable Throwable cause) {
    return new RequestException(new ClientFailure.Refused(status, errorType, message), cause);
  }
}
