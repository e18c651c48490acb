package lampas.model.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metric definitions of a program, by name; no two of them expose a sample of the same name.
 *
 * <p>Immutable.
 */
public final class Catalogue {
  private static final Catalogue EMPTY = new Catalogue(Map.of(), Map.of());

  private final Map<String, MetricDefinition> byName;
  private final Map<String, MetricDefinition> bySampleName;

  private Catalogue(
      Map<String, MetricDefinition> byName, Map<String, MetricDefinition> bySampleName) {
    this.byName = byName;
    this.bySampleName = bySampleName;
  }

  public static Catalogue empty() {
    return EMPTY;
  }

  /**
   * A catalogue of the definitions.
   *
   * @throws DefinitionException with every clash between definitions
   */
  public static Catalogue of(MetricDefinition... definitions) {
    return of(List.of(definitions));
  }

  /**
   * A catalogue of the definitions.
   *
   * @throws DefinitionException with every clash between definitions
   */
  public static Catalogue of(Collection<MetricDefinition> definitions) {
    Map<String, MetricDefinition> byName = new LinkedHashMap<>();
    Map<String, MetricDefinition> bySampleName = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (MetricDefinition definition : definitions) {
      MetricDefinition same = byName.putIfAbsent(definition.name(), definition);
      if (same != null) {
        problems.add(clash(same, definition));
        continue;
      }
      for (String sampleName : definition.sampleNames()) {
        MetricDefinition other = bySampleName.putIfAbsent(sampleName, definition);
        if (other != null) {
          problems.add(
              "%s: its sample %s is also one of the %s %s (expected: names that do not meet)"
                  .formatted(
                      definition.name(), sampleName, other.kind().openMetricsName(), other.name()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
    return new Catalogue(byName, bySampleName);
  }

  /** This catalogue and another one together. */
  public Catalogue and(Catalogue other) {
    List<MetricDefinition> all = new ArrayList<>(byName.values());
    all.addAll(other.byName.values());
    return of(all);
  }

  /** All definitions, in the order in which they were given. */
  public List<MetricDefinition> definitions() {
    return List.copyOf(byName.values());
  }

  /** The definition of this name. */
  public Optional<MetricDefinition> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The definition that exposes samples of this name, for example {@code x_seconds_bucket}. */
  public Optional<MetricDefinition> findBySample(String sampleName) {
    return Optional.ofNullable(bySampleName.get(sampleName));
  }

  private static String clash(MetricDefinition first, MetricDefinition second) {
    return first.kind() == second.kind()
        ? second.name() + ": duplicate name (expected: one definition a name)"
        : "%s: kind clash, %s and %s (expected: one kind a name)"
            .formatted(
                second.name(), first.kind().openMetricsName(), second.kind().openMetricsName());
  }
}
