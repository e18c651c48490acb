package lampas.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lampas.model.catalogue.Catalogue;
import lampas.model.catalogue.DefinitionException;
import lampas.model.catalogue.MetricDefinition;

/** The sources of a registry and the catalogue of their definitions, replaced as a whole. */
record Registered(List<Source> sources, Catalogue catalogue) {
  static final Registered NONE = new Registered(List.of(), Catalogue.empty());

  /** The names of metrics, of their families and samples. */
  Set<String> sampleNames() {
    Set<String> names = new HashSet<>();
    for (MetricDefinition definition : catalogue.definitions()) {
      names.add(definition.name());
      names.add(definition.familyName());
      names.addAll(definition.sampleNames());
    }
    return names;
  }

  Registered with(Source source) {
    List<Source> all = new ArrayList<>(sources);
    all.add(source);
    return of(all);
  }

  Registered without(Source source) {
    List<Source> all = new ArrayList<>(sources);
    all.remove(source);
    return of(all);
  }

  private static Registered of(List<Source> sources) {
    List<MetricDefinition> definitions =
        sources.stream().flatMap(source -> source.definitions().stream()).toList();
    Catalogue catalogue = Catalogue.of(definitions);
    requireDistinctFamilies(definitions);
    return new Registered(List.copyOf(sources), catalogue);
  }

  /* The catalogue compares names as queries see them; in OpenMetrics a family has no _total or _info,
  and a counter x_total and a gauge x are one family too many. */
  private static void requireDistinctFamilies(List<MetricDefinition> definitions) {
    Map<String, MetricDefinition> byFamily = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (MetricDefinition definition : definitions) {
      MetricDefinition other = byFamily.putIfAbsent(definition.familyName(), definition);
      if (other != null) {
        problems.add(
            "%s: its OpenMetrics family %s is also the one of %s (expected: families of their own)"
                .formatted(definition.name(), definition.familyName(), other.name()));
      }
    }
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
  }
}
