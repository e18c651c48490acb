package lampas.client.template;

import java.util.List;
import lampas.promql.syntax.Expression;

/**
 * What a question to a preset became.
 *
 * @param preset the preset, such as {@code request_rate@1}
 * @param promql the query, in the layout of the template
 * @param expression the query's tree, as the parser reads it from the text
 * @param insertions what each placeholder became and where, in the order of the text
 * @param unit the unit of the answer's values; may be empty
 */
public record RenderedQuery(
    String preset, String promql, Expression expression, List<Insertion> insertions, String unit) {
  public RenderedQuery {
    insertions = List.copyOf(insertions);
  }
}
