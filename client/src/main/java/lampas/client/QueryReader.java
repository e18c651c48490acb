package lampas.client;

import lampas.client.http.HttpAnswer;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;

/** Reads the answer to a query. */
final class QueryReader {
  private QueryReader() {}

  static QueryAnswer read(HttpAnswer http) {
    Answer<QueryResult> answer = Exchange.envelope(http, ResultReader::read);
    return new QueryAnswer(
        Exchange.data(answer), answer.warnings(), answer.infos(), answer.explanation());
  }
}
