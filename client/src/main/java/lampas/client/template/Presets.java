package lampas.client.template;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import lampas.model.error.NearestName;

/** Presets by name and version. Thread-safe. */
public final class Presets {
  private final NavigableMap<String, NavigableMap<Integer, MetricPreset>> byName = new TreeMap<>();

  private Presets() {}

  /** A registry of these presets. */
  public static Presets of(Iterable<MetricPreset> presets) {
    Presets registry = new Presets();
    presets.forEach(registry::register);
    return registry;
  }

  /** A registry of these presets. */
  public static Presets of(MetricPreset... presets) {
    return of(List.of(presets));
  }

  /**
   * Adds a preset.
   *
   * @throws TemplateException if there is one of the same name and version
   */
  public synchronized void register(MetricPreset preset) {
    NavigableMap<Integer, MetricPreset> versions =
        byName.computeIfAbsent(preset.name(), name -> new TreeMap<>());
    if (versions.putIfAbsent(preset.version(), preset) != null) {
      throw TemplateException.of(
          List.of("preset " + preset + ": registered already (expected: another name or version)"));
    }
  }

  /** All versions of all presets, by name and version. */
  public synchronized List<MetricPreset> list() {
    List<MetricPreset> all = new ArrayList<>();
    byName.values().forEach(versions -> all.addAll(versions.values()));
    return List.copyOf(all);
  }

  /** The newest preset of a name, or with {@code name@version} that version. */
  public synchronized Optional<MetricPreset> find(String name) {
    int at = name.indexOf('@');
    NavigableMap<Integer, MetricPreset> versions =
        byName.get(at < 0 ? name : name.substring(0, at));
    if (versions == null) {
      return Optional.empty();
    }
    return at < 0
        ? Optional.of(versions.lastEntry().getValue())
        : versions.values().stream().filter(preset -> preset.toString().equals(name)).findFirst();
  }

  /**
   * The same.
   *
   * @throws TemplateException if there is none
   */
  public synchronized MetricPreset require(String name) {
    return find(name)
        .orElseThrow(() -> {
          NavigableMap<Integer, MetricPreset> versions = byName.get(name.split("@", 2)[0]);
          String hint =
              versions != null
                  ? "expected one of: "
                      + String.join(
                          ", ", versions.values().stream().map(MetricPreset::toString).toList())
                  : NearestName.of(name, byName.keySet())
                      .map(nearest -> "did you mean " + nearest + "?")
                      .orElse(
                          byName.isEmpty()
                              ? "there are no presets"
                              : "expected one of: " + String.join(", ", byName.keySet()));
          return TemplateException.of(
              List.of("preset %s: unknown (%s)".formatted(TextPlace.quote(name), hint)));
        });
  }
}
