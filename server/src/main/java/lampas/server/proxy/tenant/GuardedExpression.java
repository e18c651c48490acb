package lampas.server.proxy.tenant;

import java.util.List;
import java.util.Set;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Trees;

/**
 * An expression that can read only what its tenant may see.
 *
 * @param tree the checked tree, with the tenant's matchers in every selector
 * @param text what is sent: the tree as we print it
 */
public record GuardedExpression(Expression tree, String text) {
  /* What can give its result labels that no stored series has. */
  private static final Set<String> LABEL_MAKERS =
      Set.of(
          "label_replace",
          "label_join",
          "absent",
          "absent_over_time",
          "info",
          "histogram_quantiles");
  private static final List<String> LABEL_MAKING_AGGREGATORS = List.of("count_values");

  /**
   * Whether every label of the result is one of a stored series, so that a tenant's label with
   * another value in it can only be a mistake of the backend's or ours.
   */
  public boolean keepsStoredLabels() {
    return Trees.all(tree)
        .noneMatch(part ->
            switch (part) {
              case Call call -> LABEL_MAKERS.contains(call.function().name());
              case Aggregation aggregation ->
                  LABEL_MAKING_AGGREGATORS.contains(aggregation.aggregator().text());
              default -> false;
            });
  }
}
