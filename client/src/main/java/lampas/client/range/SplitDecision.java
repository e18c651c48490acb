package lampas.client.range;

import java.util.List;
import lampas.client.QueryTime;

/** Whether a query is asked in parts. */
public sealed interface SplitDecision {
  /**
   * It is sent as it is.
   *
   * @param detail the reason in words, with the part of the expression or the number it is about
   */
  record Whole(Reason reason, String detail) implements SplitDecision {}

  /**
   * It is asked in these parts, whose evaluation times together are just those of the query.
   *
   * @param parts two or more, in the order of time
   */
  record Split(List<QueryTime.Range> parts) implements SplitDecision {
    public Split {
      parts = List.copyOf(parts);
    }
  }

  /** Why a query is sent as it is. */
  enum Reason {
    /** It is no range query. */
    NO_RANGE,
    /** It has no more points than may be asked for at once. */
    FITS,
    /** Its start, end or step has fractions of a millisecond, which backends round differently. */
    FRACTIONS,
    /** It is not PromQL as Lampas reads it. */
    NOT_PARSED,
    /** Its value is a text or a range vector, which no range query may have. */
    WRONG_TYPE,
    /** It speaks of the start, the end or the length of the query's range. */
    QUERY_RANGE,
    /** It asks for an order of the result, which parts cannot have together. */
    ORDER,
    /** It chooses series by the order in which they are stored. */
    CHOICE,
    /** Series that become the same without their names are an error anywhere in the range. */
    SAME_LABELS,
    /** It has a parameter that changes over time, of which some servers take the first value. */
    CHANGING_PARAMETER,
    /** It uses something experimental of which it is not proven. */
    UNPROVEN
  }
}
