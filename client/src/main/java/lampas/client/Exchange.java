package lampas.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import lampas.client.JsonCursor.UnexpectedShape;
import lampas.client.answer.JsonShapeException;
import lampas.client.answer.JsonValue;
import lampas.client.decode.DecodeException;
import lampas.client.http.BodyReader;
import lampas.client.http.HttpAnswer;
import lampas.client.http.HttpCall;
import lampas.client.http.Transport;
import lampas.client.http.TransportFault;
import tools.jackson.core.JacksonException;

/**
 * Asks one backend and reads its JSON; everything that goes wrong is a {@link RequestException}.
 */
final class Exchange {
  private final Transport transport;
  private final long maximumAnswerBytes;

  Exchange(Transport transport, long maximumAnswerBytes) {
    this.transport = transport;
    this.maximumAnswerBytes = maximumAnswerBytes;
  }

  /** What {@code data} reads in the answer's envelope. */
  <T> T data(HttpCall call, Function<JsonCursor, T> data) {
    return read(call, answer -> data(envelope(answer, data)));
  }

  /** What {@code data} makes of the tree in the answer's envelope. */
  <T> T tree(HttpCall call, Function<JsonValue, T> data) {
    return data(call, json -> data.apply(TreeReader.read(json, maximumAnswerBytes)));
  }

  /** What the reader makes of an answer, which is JSON. */
  <T> T read(HttpCall call, BodyReader<T> reader) {
    int[] status = {200};
    try {
      return transport.exchange(
          call,
          answer -> {
            status[0] = answer.status();
            requireJson(answer);
            return reader.read(answer);
          });
    } catch (IOException
        | JacksonException
        | UnexpectedShape
        | JsonShapeException
        | DecodeException failed) {
      throw Transport.faultOf(failed)
          .map(fault -> exception(fault, failed))
          .orElseGet(() -> unreadable(status[0], failed));
    }
  }

  /** An order, whose success has nothing to read. */
  void order(HttpCall call) {
    try {
      boolean unused =
          transport.exchange(
              call,
              answer -> {
                answer.body().readAllBytes();
                return true;
              });
    } catch (IOException failed) {
      throw Transport.faultOf(failed)
          .map(fault -> exception(fault, failed))
          .orElseGet(() -> unreadable(200, failed));
    }
  }

  private static void requireJson(HttpAnswer answer) {
    if (!answer.contentType().contains("json")) {
      throw new RequestException(
          new ClientFailure.Unreadable(
              answer.status(),
              answer.contentType().isEmpty() ? "no content type" : answer.contentType()));
    }
  }

  static <T> T data(Answer<T> answer) {
    return answer
        .data()
        .orElseThrow(
            () -> new RequestException(new ClientFailure.Unreadable(200, "no data in it")));
  }

  /** The envelope of an answer with what {@code data} reads in it. */
  static <T> Answer<T> envelope(HttpAnswer http, Function<JsonCursor, T> data) {
    try (JsonCursor json = JsonCursor.of(http.body())) {
      Answer<T> answer = Answer.read(json, data);
      if (!answer.success()) {
        throw new RequestException(
            new ClientFailure.Refused(http.status(), answer.errorType(), answer.error()));
      }
      return answer;
    }
  }

  private static RequestException unreadable(int status, Exception failed) {
    String what =
        switch (failed) {
          case UnexpectedShape shape -> String.valueOf(shape.getMessage());
          case JsonShapeException shape -> String.valueOf(shape.getMessage());
          case DecodeException malformed -> malformed.getMessage();
          case JacksonException malformed -> "malformed JSON";
          default -> "malformed packing";
        };
    return new RequestException(new ClientFailure.Unreadable(status, what), failed);
  }

  private static RequestException exception(TransportFault fault, Exception cause) {
    Optional<Duration> retryAfter =
        fault instanceof TransportFault.Refused refused
            ? refused.answer().retryAfter()
            : Optional.empty();
    return new RequestException(failure(fault), retryAfter, cause);
  }

  private static ClientFailure failure(TransportFault fault) {
    return switch (fault) {
      case TransportFault.Refused refused -> ErrorReader.read(refused.answer());
      case TransportFault.Unreachable(String what) -> new ClientFailure.Unreachable(what);
      case TransportFault.Broken(String what) -> new ClientFailure.Unreachable(what);
      case TransportFault.TimedOut(Duration timeout) -> new ClientFailure.TimedOut(timeout);
      case TransportFault.TooLarge(long bytes) -> new ClientFailure.TooLarge(bytes);
      case TransportFault.Redirected(int status, String what) ->
          new ClientFailure.Redirected(status, what);
      case TransportFault.Busy(int calls, int waiting) -> new ClientFailure.Busy(calls, waiting);
      case TransportFault.Suspended(Duration left) -> new ClientFailure.Suspended(left);
      case TransportFault.NoCredentials(String what) -> new ClientFailure.NoCredentials(what);
      case TransportFault.Interrupted() -> new ClientFailure.Interrupted();
    };
  }
}
