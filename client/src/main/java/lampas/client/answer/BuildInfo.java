package lampas.client.answer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a backend says about its build; VictoriaMetrics says little or nothing.
 *
 * @param application the product's name, where it is said, for example {@code Grafana Mimir}
 * @param version the product's own; distributions may append to it, as in {@code 2.42.0+ds}
 * @param revision of the source
 * @param features the names of what is switched on, where the backend lists them
 * @param texts all that it says in texts, by the backend's own names
 */
public record BuildInfo(
    Optional<String> application,
    Optional<String> version,
    Optional<String> revision,
    Set<String> features,
    Map<String, String> texts) {
  public BuildInfo {
    features = Set.copyOf(features);
    texts = Map.copyOf(texts);
  }

  /** Reads {@code data} of {@code /api/v1/status/buildinfo}. */
  public static BuildInfo read(JsonValue data) {
    Fields fields = Fields.of(data);
    Set<String> features = new TreeSet<>();
    fields
        .texts("features")
        .forEach((name, value) -> {
          if (value.equals("true")) {
            features.add(name);
          }
        });
    return new BuildInfo(
        fields.optionalText("application"),
        fields.optionalText("version"),
        fields.optionalText("revision"),
        features,
        fields.texts());
  }
}
