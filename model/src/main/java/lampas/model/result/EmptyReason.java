package lampas.model.result;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a part of a query, and with it the whole query, found nothing.
 *
 * @param kind what happened
 * @param expression the part, in canonical text
 * @param start the offset of the part's first character in the query's text
 * @param end the offset after the part's last character
 * @param message what happened, in words and with the numbers of this case
 */
public record EmptyReason(Kind kind, String expression, int start, int end, String message) {
  /** What happened. */
  public enum Kind {
    /** There is no metric of this name. */
    NO_SUCH_METRIC,
    /** The metric is there, but none of its series agrees with the matchers. */
    NO_SUCH_SERIES,
    /** Series are there, but without a sample in the time that was looked at. */
    NO_SAMPLE,
    /** There are samples, but fewer in a window than the function needs. */
    TOO_FEW_SAMPLES,
    /** A comparison or a parameter let nothing pass. */
    FILTERED,
    /** The series of the two sides of an operator do not find each other. */
    NOT_MATCHED,
    /** What is there is just what the expression asks to be absent. */
    EXCLUDED,
    /** Series are there, but they are no histograms. */
    NO_HISTOGRAM,
    /** A function gives nothing for these series. */
    NO_VALUE,
    /** It could not be found out, for example because that would have taken too long. */
    GAVE_UP;

    /** The kind that the HTTP API writes so; empty for what is none. */
    public static Optional<Kind> ofText(String text) {
      return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    /** As the HTTP API writes it, for example {@code no_such_metric}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
