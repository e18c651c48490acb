package lampas.client.template;

import java.util.List;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Trees;

/** Turns a question to a preset into a query, and proves each time that the text means the tree. */
final class Rendering {
  /*
   * The tree is made from the template's tree, and the text from the template's text. That the two
   * agree is checked for every query and not only in tests: it costs some microseconds, and it
   * makes sure that no value became syntax, whatever was overlooked elsewhere.
   */

  private Rendering() {}

  static RenderedQuery of(PresetRequest request) {
    MetricPreset preset = request.preset();
    Filling filling = Resolution.of(request);
    if (!filling.forced().isEmpty() && usesInfo(preset.template().skeleton())) {
      throw TemplateException.of(
          List.of(
              preset
                  + ": info() reads series that no selector names (expected: a preset without it"
                  + " for a tenant)"));
    }
    Expression tree = TreeFill.fill(filling);
    TextFill.Filled filled = TextFill.fill(filling);
    Expression read = parse(preset, filled.text());
    if (!Trees.sameShape(tree, read)) {
      throw TemplateException.defect(
          preset + ": the text reads as another expression than was meant (expected: the same)");
    }
    return new RenderedQuery(
        preset.toString(), filled.text(), read, filled.insertions(), preset.unit());
  }

  private static Expression parse(MetricPreset preset, String text) {
    try {
      return Parser.parse(text, preset.template().options());
    } catch (ParseException refused) {
      throw TemplateException.of(List.of(preset + ": with these values: " + refused.getMessage()));
    }
  }

  private static boolean usesInfo(Expression expression) {
    return Trees.all(expression)
        .anyMatch(part -> part instanceof Call call && call.function().name().equals("info"));
  }
}
