package lampas.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.client.JsonCursor.UnexpectedShape;
import lampas.model.label.Labels;

/** Reads the active targets out of {@code /api/v1/targets}. */
final class TargetReader {
  private Labels labels = Labels.empty();
  private String scrapePool = "";
  private String scrapeUrl = "";
  private String health = "unknown";
  private String lastError = "";
  private Optional<Instant> lastScrape = Optional.empty();
  private double seconds;

  private TargetReader() {}

  static List<TargetStatus> read(JsonCursor json) {
    List<TargetStatus> targets = new ArrayList<>();
    json.object(name -> {
      if (name.equals("activeTargets") && !json.isNull()) {
        json.array(() -> targets.add(one(json)));
      } else {
        json.skip();
      }
    });
    return targets;
  }

  private static TargetStatus one(JsonCursor json) {
    TargetReader target = new TargetReader();
    json.object(name -> target.field(name, json));
    return new TargetStatus(
        target.labels,
        target.scrapePool,
        target.scrapeUrl,
        target.health,
        target.lastError.isEmpty() ? Optional.empty() : Optional.of(target.lastError),
        target.lastScrape,
        target.seconds);
  }

  private void field(String name, JsonCursor json) {
    switch (name) {
      case "labels" -> labels = Labels.of(json.textByName());
      case "scrapePool" -> scrapePool = json.text();
      case "scrapeUrl" -> scrapeUrl = json.text();
      case "health" -> health = json.text();
      case "lastError" -> lastError = json.text();
      case "lastScrape" -> lastScrape = time(json.text());
      case "lastScrapeDuration" -> seconds = json.number();
      default -> json.skip();
    }
  }

  /* Go writes its zero time, the year 1, for "never". */
  private static Optional<Instant> time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(time);
    } catch (DateTimeException malformed) {
      throw new UnexpectedShape("lastScrape \"" + text + "\" (expected: an RFC 3339 time)");
    }
  }
}
