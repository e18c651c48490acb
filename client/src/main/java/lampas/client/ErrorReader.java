package lampas.client;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lampas.client.JsonCursor.UnexpectedShape;
import lampas.client.http.ErrorAnswer;
import lampas.client.http.Verdict;
import tools.jackson.core.JacksonException;

/** Reads what a backend says when it does not answer the question: JSON or plain text. */
final class ErrorReader {
  private static final int LONGEST_TEXT = 500;

  /* VictoriaMetrics puts the addresses of both sides in front of its texts. */
  private static final Pattern ADDRESSES =
      Pattern.compile(
          "^remoteAddr: \"[^\"]*\"(?:, X-Forwarded-For: \"[^\"]*\")?; requestURI: \\S+; ");

  /* Said with status 503 too, but not by a backend that has too much to do. */
  private static final Set<ErrorType> OF_THE_QUERY =
      Set.of(
          ErrorType.TIMEOUT,
          ErrorType.CANCELED,
          ErrorType.EXECUTION,
          ErrorType.BAD_DATA,
          ErrorType.NOT_FOUND,
          ErrorType.NOT_ACCEPTABLE);

  private ErrorReader() {}

  /** What the error says of the backend. */
  static Verdict verdict(ErrorAnswer error) {
    boolean ofTheQuery =
        read(error) instanceof ClientFailure.Refused refused
            && ErrorType.named(refused.errorType()).filter(OF_THE_QUERY::contains).isPresent()
            && error.contentType().contains("json");
    if (ofTheQuery) {
      return Verdict.REFUSED;
    }
    return switch (error.status()) {
      case 429 -> Verdict.BUSY;
      case 502, 503, 504 -> Verdict.SICK;
      default -> error.status() >= 500 ? Verdict.BROKEN : Verdict.REFUSED;
    };
  }

  /** The failure that the error is. */
  static ClientFailure read(ErrorAnswer error) {
    if (error.contentType().contains("json")) {
      return ofJson(error);
    }
    if (error.contentType().startsWith("text/plain")) {
      return ofText(error);
    }
    return new ClientFailure.Unreadable(
        error.status(), error.contentType().isEmpty() ? "no content type" : error.contentType());
  }

  private static ClientFailure ofJson(ErrorAnswer error) {
    byte[] text = error.text().getBytes(StandardCharsets.UTF_8);
    try (JsonCursor json = JsonCursor.of(new ByteArrayInputStream(text))) {
      Answer<Boolean> answer =
          Answer.read(
              json,
              data -> {
                data.skip();
                return true;
              });
      if (answer.success()) {
        return new ClientFailure.Unreadable(error.status(), "status \"success\" in it");
      }
      return refused(error.status(), answer.errorType(), answer.error());
    } catch (UnexpectedShape unexpected) {
      return new ClientFailure.Unreadable(error.status(), String.valueOf(unexpected.getMessage()));
    } catch (JacksonException malformed) {
      return new ClientFailure.Unreadable(error.status(), "malformed JSON");
    }
  }

  private static ClientFailure ofText(ErrorAnswer error) {
    String text = ADDRESSES.matcher(error.text().strip()).replaceFirst("");
    String line = text.lines().findFirst().orElse("no text");
    String shown = line.substring(0, Math.min(line.length(), LONGEST_TEXT));
    return refused(error.status(), "", shown.replaceAll("\\p{Cntrl}", " "));
  }

  private static ClientFailure refused(int status, String errorType, String message) {
    Optional<String> own = Optional.of(errorType).filter(type -> !type.isEmpty());
    return new ClientFailure.Refused(
        status, own.orElseGet(() -> ErrorType.of(status, "", message).text()), message);
  }
}
