package lampas.client.diff;

import java.util.Locale;

/** What kind of reason two answers differ for. */
public enum DifferenceClass {
  /** One backend answers, the other refuses. */
  REFUSED("one backend refuses the query"),
  /** The results have different types, such as a scalar and a vector. */
  TYPE("the results have different types"),
  /** The series are the same but for labels that one has more, or other values of a label. */
  LABELS("the same series have other labels"),
  /** The left backend lacks series. */
  SERIES_MISSING_LEFT("series are missing on the left"),
  /** The right backend lacks series. */
  SERIES_MISSING_RIGHT("series are missing on the right"),
  /** The values are nearly the same. */
  ROUNDING("values differ by rounding"),
  /** All values differ by the same factor. */
  SCALE("values differ by one factor"),
  /** Each value of one backend is the other's a step earlier. */
  SHIFTED("values are shifted by a step"),
  /** Samples just at the edge of a window count for one backend only. */
  WINDOW_EDGES("samples at the edge of a window count on one side only"),
  /** One backend carries on the last value where for the other one the series has ended. */
  STALENESS("one side carries on a value where the series has ended on the other"),
  /** Series have values at times at which the other backend has none. */
  SAMPLES("series have values at other times"),
  /** The same results in another order, where the expression asks for one. */
  ORDER("the order is different"),
  /** None of the reasons that are looked for. */
  UNKNOWN("the reason was not found");

  private final String summary;

  DifferenceClass(String summary) {
    this.summary = summary;
  }

  /** The name in JSON, for example {@code window_edges}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it means, a line. */
  public String summary() {
    return summary;
  }
}
