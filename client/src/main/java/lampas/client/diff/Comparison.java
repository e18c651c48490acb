package lampas.client.diff;

import lampas.client.ClientFailure;
import lampas.client.Query;

/** What came out of asking two backends. */
public sealed interface Comparison {
  /** What was asked; never at an open present, but at one time for both. */
  Query query();

  /**
   * The answers are the same within the tolerance.
   *
   * @param series how many series were compared
   * @param samples how many samples were compared
   */
  record Same(Query query, long series, long samples) implements Comparison {}

  /**
   * The answers differ.
   *
   * @param kind the class of the reason
   * @param evidence what speaks for the reason, in words and numbers
   */
  record Different(
      Query query,
      DifferenceClass kind,
      String evidence,
      FirstDifference first,
      DifferenceCount count)
      implements Comparison {}

  /** Neither backend answers the query. */
  record BothRefused(Query query, ClientFailure.Refused left, ClientFailure.Refused right)
      implements Comparison {}
}
