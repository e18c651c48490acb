package lampas.client.template;

import java.util.Locale;

/** What a placeholder becomes, and with that the places of a syntax tree where it may stand. */
public enum PlaceholderKind {
  /** The name of a metric. */
  METRIC("where a metric's name stands, as the whole name"),
  /** Matchers. */
  LABELS("inside the braces of a selector, once"),
  /** Names of labels. */
  GROUP_LABELS(
      "in the parentheses after by, without, on, ignoring, group_left or group_right, once"),
  /** A duration. */
  DURATION("in the brackets of a range or a subquery, or after offset, as the whole duration"),
  /** A number. */
  NUMBER("where an expression is a number, as the whole number and without a sign"),
  /** A text. */
  TEXT("where an expression or the value of a matcher is a text, without quotes around it");

  private final String place;

  PlaceholderKind(String place) {
    this.place = place;
  }

  /** Where such a placeholder may stand, in words. */
  public String place() {
    return place;
  }

  /** The name in preset files, for example {@code number}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
