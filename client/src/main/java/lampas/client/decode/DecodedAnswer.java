package lampas.client.decode;

import lampas.model.result.QueryAnswer;

/** What a backend answered, once all of it has been read. */
public sealed interface DecodedAnswer {
  /**
   * The query was answered.
   *
   * @param answer without series, if those went to a {@link SeriesHandler} or came out of a {@link
   *     SeriesCursor}
   */
  record Result(QueryAnswer answer) implements DecodedAnswer {}

  /**
   * The backend refused the query or failed.
   *
   * @param errorType Prometheus's own word, for example {@code bad_data}; empty if there is none
   * @param message the backend's own message; empty if there is none
   */
  record Refusal(String errorType, String message) implements DecodedAnswer {}
}
