package lampas.client.tikv;

import java.time.Duration;
import java.util.Optional;
import lampas.model.time.PrometheusDuration;

/** Why a field of a store has no value. */
public sealed interface Absence {
  /** The backend has no such series of this store, or too few samples of it in the window. */
  record NoSuchSeries() implements Absence {}

  /** The newest sample of the store's page is older than allowed. */
  record Stale(Duration age) implements Absence {}

  /**
   * The last attempt to scrape the store failed: {@code up} is 0.
   *
   * @param age how old the newest sample is; empty if the backend has none to look back at
   */
  record ScrapeFailed(Optional<Duration> age) implements Absence {}

  /** The value is NaN: for a quantile, nothing was observed in the window. */
  record NotANumber() implements Absence {}

  /** The query that has the field failed; the message is the backend's. */
  record QueryFailed(String message) implements Absence {}

  /** The same status address is scraped several times, so that sums would be too large. */
  record ScrapedTwice(int targets) implements Absence {}

  /** The store's status address is not known, or another store claims it too. */
  record NoAddress(String why) implements Absence {}

  /** PD has not told, or was not asked. */
  record NotReported() implements Absence {}

  /** The reason's name for programs, for example {@code no_such_series}. */
  default String code() {
    return switch (this) {
      case NoSuchSeries() -> "no_such_series";
      case Stale stale -> "stale";
      case ScrapeFailed failed -> "scrape_failed";
      case NotANumber() -> "not_a_number";
      case QueryFailed failed -> "query_failed";
      case ScrapedTwice twice -> "scraped_twice";
      case NoAddress none -> "no_address";
      case NotReported() -> "not_reported";
    };
  }

  /** The reason in words. */
  default String text() {
    return switch (this) {
      case NoSuchSeries() -> "no such series";
      case Stale(Duration age) -> "stale, the newest sample is " + text(age) + " old";
      case ScrapeFailed(Optional<Duration> age) ->
          age.map(known -> "scrape failed, the newest sample is " + text(known) + " old")
              .orElse("scrape failed, no sample was seen");
      case NotANumber() -> "not a number";
      case QueryFailed(String message) -> "query failed: " + message;
      case ScrapedTwice(int targets) -> "scraped as " + targets + " targets";
      case NoAddress(String why) -> why;
      case NotReported() -> "not reported by PD";
    };
  }

  private static String text(Duration age) {
    return PrometheusDuration.format(Duration.ofSeconds(age.toSeconds()));
  }
}
