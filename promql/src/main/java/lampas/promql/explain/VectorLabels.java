package lampas.promql.explain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lampas.model.label.LabelNames;
import lampas.model.result.QueryResult.MatrixSeries;

/**
 * The labels of a vector's series, the metric name left out.
 *
 * @param values the values of each label
 */
record VectorLabels(Map<String, Set<String>> values) {
  static VectorLabels of(List<MatrixSeries> series) {
    Map<String, Set<String>> values = new TreeMap<>();
    for (MatrixSeries one : series) {
      one.labels()
          .without(LabelNames.METRIC_NAME)
          .forEach(
              (name, value) -> values.computeIfAbsent(name, label -> new TreeSet<>()).add(value));
    }
    return new VectorLabels(values);
  }

  Set<String> names() {
    return values.keySet();
  }

  Set<String> of(String name) {
    return values.getOrDefault(name, Set.of());
  }
}
