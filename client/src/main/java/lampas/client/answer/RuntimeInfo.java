package lampas.client.answer;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a backend runs. What it does not tell is absent.
 *
 * @param startedAt when it started
 * @param configurationLoaded whether the newest configuration could be loaded
 * @param configuredAt when a configuration was loaded last
 * @param retention how long, or how much, it keeps, in its own words
 * @param texts all that it says in texts, by the backend's own names
 */
public record RuntimeInfo(
    Optional<Instant> startedAt,
    Optional<String> workingDirectory,
    Optional<Boolean> configurationLoaded,
    Optional<Instant> configuredAt,
    OptionalLong corruptions,
    OptionalLong goroutines,
    Optional<String> retention,
    Map<String, String> texts) {
  public RuntimeInfo {
    texts = Map.copyOf(texts);
  }

  /** Reads {@code data} of {@code /api/v1/status/runtimeinfo}. */
  public static RuntimeInfo read(JsonValue data) {
    Fields fields = Fields.of(data);
    return new RuntimeInfo(
        fields.time("startTime"),
        fields.optionalText("CWD"),
        fields.flag("reloadConfigSuccess"),
        fields.time("lastConfigTime"),
        fields.whole("corruptionCount"),
        fields.whole("goroutineCount"),
        fields.optionalText("storageRetention"),
        fields.texts());
  }
}
