package lampas.client.embedded;

import lampas.client.QueryTime;

/** Which layer answers a query. */
public sealed interface LayerDecision {
  /** The recent one, which has all that the query looks at. */
  record Recent() implements LayerDecision {}

  /**
   * The older one.
   *
   * @param reason why not the recent one
   */
  record Older(String reason) implements LayerDecision {}

  /** Each layer a part of the range. */
  record Both(QueryTime.Range older, QueryTime.Range recent) implements LayerDecision {}
}
