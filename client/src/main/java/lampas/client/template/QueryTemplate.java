package lampas.client.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lampas.promql.Dialect;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.ParserOptions;

/**
 * PromQL with placeholders, read once into a syntax tree in which they have their places.
 *
 * <p>The notation: {@code {name}} is a placeholder, a doubled brace is a brace, for example {@code
 * sum by ({group_by})(rate({metric_name}{{{labels}}}[{window}]))}. A placeholder stands for a whole
 * part of the tree, whose kind its name says; anywhere else it is an error. Immutable.
 */
public final class QueryTemplate {
  /** The longest text, in characters. */
  static final int MAXIMUM_LENGTH = 20_000;

  private static final List<Placeholder> ALWAYS =
      List.of(
          Placeholder.METRIC_NAME, Placeholder.LABELS, Placeholder.GROUP_BY, Placeholder.WINDOW);

  private final ScannedTemplate scanned;
  private final Expression skeleton;
  private final HolePlaces places;
  private final ParserOptions options;

  private QueryTemplate(
      ScannedTemplate scanned, Expression skeleton, HolePlaces places, ParserOptions options) {
    this.scanned = scanned;
    this.skeleton = skeleton;
    this.places = places;
    this.options = options;
  }

  /**
   * The template of a text that has no placeholders but metric_name, labels, group_by and window.
   *
   * @throws TemplateException if it is none
   */
  public static QueryTemplate parse(String text) {
    return parse(text, List.of(), Dialect.PROMETHEUS_3);
  }

  /**
   * The template of a text.
   *
   * @param parameters what else may be a placeholder
   * @param dialect the language that the text is in
   * @throws TemplateException if it is none, with line and column of what is wrong
   */
  public static QueryTemplate parse(
      String text, Collection<TemplateParameter> parameters, Dialect dialect) {
    if (text.length() > MAXIMUM_LENGTH) {
      throw TemplateException.of(
          List.of("%d characters (expected: at most %d)".formatted(text.length(), MAXIMUM_LENGTH)));
    }
    Map<String, Placeholder> known = new LinkedHashMap<>();
    ALWAYS.forEach(placeholder -> known.put(placeholder.name(), placeholder));
    parameters.forEach(parameter -> known.put(parameter.name(), parameter.placeholder()));
    ScannedTemplate scanned = TemplateScanner.scan(text, known);
    ParserOptions options = ParserOptions.defaults().withDialect(dialect);
    Expression skeleton = skeleton(scanned, options);
    HolePlaces places = HoleFinder.find(skeleton, scanned.holes());
    List<String> problems = new ArrayList<>();
    for (Hole hole : scanned.holes()) {
      if (!places.found().contains(hole)) {
        problems.add(scanned.misplaced(hole));
      }
    }
    TemplateException.throwIfAny(problems);
    return new QueryTemplate(scanned, skeleton, places, options);
  }

  private static Expression skeleton(ScannedTemplate scanned, ParserOptions options) {
    try {
      return Parser.parse(scanned.source(), options);
    } catch (ParseException malformed) {
      throw TemplateException.of(List.of(scanned.problem(malformed)));
    }
  }

  /** The text it was read from. */
  public String text() {
    return scanned.template();
  }

  /** The placeholders in it, in the order of the text, each once. */
  public List<Placeholder> placeholders() {
    Set<Placeholder> all = new LinkedHashSet<>();
    scanned.holes().forEach(hole -> all.add(hole.placeholder()));
    return List.copyOf(all);
  }

  boolean has(Placeholder placeholder) {
    return scanned.holes().stream().anyMatch(hole -> hole.placeholder().equals(placeholder));
  }

  /** The tree, with stand-ins where the placeholders are. */
  Expression skeleton() {
    return skeleton;
  }

  /** The text of the tree with stand-ins. */
  String source() {
    return scanned.source();
  }

  List<Hole> holes() {
    return scanned.holes();
  }

  HolePlaces places() {
    return places;
  }

  ParserOptions options() {
    return options;
  }

  @Override
  public String toString() {
    return text();
  }
}
