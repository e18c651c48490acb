package lampas.client;

import java.io.IOException;
import lampas.client.decode.AnswerDecoder;
import lampas.client.decode.DecodedAnswer;
import lampas.client.decode.SeriesHandler;
import lampas.client.http.HttpAnswer;
import lampas.model.result.QueryAnswer;

/** Reads the answer to a query. */
final class QueryReader {
  private QueryReader() {}

  static QueryAnswer read(HttpAnswer http) throws IOException {
    return answer(http, AnswerDecoder.collect(http.body()));
  }

  /** Reads the answer, whose series go to the handler. */
  static QueryAnswer read(HttpAnswer http, SeriesHandler handler) throws IOException {
    return answer(http, AnswerDecoder.decode(http.body(), handler));
  }

  private static QueryAnswer answer(HttpAnswer http, DecodedAnswer decoded) {
    return switch (decoded) {
      case DecodedAnswer.Result(QueryAnswer answer) -> answer;
      case DecodedAnswer.Refusal(String type, String message) ->
          throw new RequestException(new ClientFailure.Refused(http.status(), type, message));
    };
  }
}
