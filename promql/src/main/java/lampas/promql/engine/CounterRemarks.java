package lampas.promql.engine;

import java.util.List;
import java.util.Set;
import lampas.model.label.Labels;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.StringText;

/** Remarks that {@code rate} or {@code increase} was asked of what might not be a counter. */
final class CounterRemarks {
  private static final Set<String> FUNCTIONS = Set.of("rate", "increase");
  private static final List<String> SUFFIXES = List.of("_total", "_sum", "_count", "_bucket");
  private static final Set<String> TYPES = Set.of("counter", "histogram");

  private CounterRemarks() {}

  static void add(String function, Labels labels, Expression range, QueryRun run) {
    String name = labels.metricName();
    if (name.isEmpty() || !FUNCTIONS.contains(function)) {
      return;
    }
    String quoted = StringText.quote(name);
    switch (run.counterEvidence()) {
      case NAME -> {
        if (SUFFIXES.stream().noneMatch(name::endsWith)) {
          run.remarks()
              .inform(
                  "metric might not be a counter, name does not end in"
                      + " _total/_sum/_count/_bucket: "
                      + quoted,
                  range.span());
        }
      }
      case TYPE_LABEL -> {
        String type = labels.valueOrEmpty("__type__");
        if (!TYPES.contains(type)) {
          run.remarks()
              .inform(
                  "metric might not be a counter, __type__ label is not set to \"counter\" or"
                      + " \"histogram\", got "
                      + StringText.quote(type)
                      + ": "
                      + quoted,
                  range.span());
        }
      }
    }
  }
}
