package lampas.server.proxy.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lampas.model.label.LabelNames;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.ParserOptions;
import lampas.promql.syntax.Printer;
import lampas.promql.syntax.SelectorRewrite;
import lampas.promql.syntax.Span;
import lampas.promql.syntax.Trees;
import lampas.server.api.ApiParameters;
import lampas.server.api.Expressions;
import lampas.server.http.HttpProblem;

/**
 * Makes expressions and selectors such that they read a tenant's series only. Thread-safe.
 *
 * <p>The text of a client is never sent on: it is parsed, changed as a tree and printed.
 */
public final class QueryGuard {
  /*
   * Refused by name. info reads series that no selector of the expression names, its second
   * argument says which labels to take from them, and a matcher forced into that argument would
   * change the result.
   */
  private static final Set<String> REFUSED_FUNCTIONS = Set.of("info");

  /* Labels with a leading __ mean something to backends: __graphite__ to VictoriaMetrics. */
  private static final Set<String> KNOWN_INTERNAL_LABELS =
      Set.of(LabelNames.METRIC_NAME, LabelNames.METRIC_TYPE, LabelNames.METRIC_UNIT);

  private final ParserOptions options;

  private QueryGuard(ParserOptions options) {
    this.options = options;
  }

  /** A guard that takes the language that the options allow, which the backend must take too. */
  public static QueryGuard of(ParserOptions options) {
    return new QueryGuard(options);
  }

  /** What the guard parses. */
  public ParserOptions options() {
    return options;
  }

  /**
   * The expression with the tenant's matchers in every selector.
   *
   * @throws HttpProblem if it is not an expression, too long, or cannot be made safe
   */
  public GuardedExpression expression(String text, Tenant tenant) {
    Expression parsed = parse(text, tenant);
    List<Matcher> forced = tenant.matchers();
    Expression tree = SelectorRewrite.withMatchers(parsed, forced);
    if (!readsOnly(tree, forced)) {
      throw new IllegalStateException("a selector without the tenant's matchers: " + tree);
    }
    return new GuardedExpression(tree, Printer.print(tree));
  }

  /**
   * The expression of a client, checked but with nothing forced into it, for what is answered
   * without a backend.
   */
  public Expression parse(String text, Tenant tenant) {
    requireLength("query", text, tenant);
    Expression parsed = Expressions.query(text, options);
    Trees.all(parsed).forEach(QueryGuard::requireAllowed);
    return parsed;
  }

  /**
   * The selectors of {@code match[]} parameters with the tenant's matchers; without one, the
   * tenant's matchers alone.
   */
  public List<String> selectors(List<String> texts, Tenant tenant) {
    if (texts.isEmpty()) {
      return List.of(print(tenant.matchers()));
    }
    List<String> guarded = new ArrayList<>();
    for (String text : texts) {
      requireLength("match[]", text, tenant);
      List<Matcher> matchers = new ArrayList<>(Expressions.selector(text));
      matchers.forEach(matcher -> requireAllowed("match[]", matcher));
      matchers.addAll(tenant.matchers());
      guarded.add(print(matchers));
    }
    return guarded;
  }

  /**
   * Whether all that an expression of the backend's own, such as a rule's, reads is the tenant's.
   */
  public boolean readsOnlyOf(String text, Tenant tenant) {
    try {
      Expression parsed = Parser.parse(text, options);
      return Trees.all(parsed).noneMatch(QueryGuard::isRefused)
          && Trees.all(parsed).anyMatch(VectorSelector.class::isInstance)
          && selectors(parsed).stream()
              .allMatch(selector -> tenant.isImpliedBy(selector.matchers()));
    } catch (ParseException | StackOverflowError notOurs) {
      return false;
    }
  }

  private static List<VectorSelector> selectors(Expression tree) {
    return Trees.all(tree)
        .filter(VectorSelector.class::isInstance)
        .map(VectorSelector.class::cast)
        .toList();
  }

  /* Whoever adds a kind of expression to the language is told here that it was forgotten. */
  private static boolean readsOnly(Expression tree, List<Matcher> forced) {
    return selectors(tree).stream().allMatch(selector -> selector.matchers().containsAll(forced));
  }

  private static String print(List<Matcher> matchers) {
    return Printer.print(
        new VectorSelector(
            Optional.empty(), matchers, TimeShift.NONE, Extrapolation.NONE, Span.NONE));
  }

  private static void requireLength(String parameter, String text, Tenant tenant) {
    int longest = tenant.limits().queryLength();
    if (text.length() > longest) {
      throw new HttpProblem(
          413,
          "bad_data",
          "%s: %s characters (expected: at most %s)".formatted(parameter, text.length(), longest));
    }
  }

  private static boolean isRefused(Expression part) {
    return part instanceof Call call && REFUSED_FUNCTIONS.contains(call.function().name());
  }

  private static void requireAllowed(Expression part) {
    if (isRefused(part) && part instanceof Call call) {
      throw ApiParameters.invalid(
          "query",
          call.function().name()
              + "() is not allowed here (expected: a function that reads only what its selectors"
              + " name)");
    }
    if (part instanceof VectorSelector selector) {
      selector.matchers().forEach(matcher -> requireAllowed("query", matcher));
    }
  }

  private static void requireAllowed(String parameter, Matcher matcher) {
    if (matcher.name().startsWith("__") && !KNOWN_INTERNAL_LABELS.contains(matcher.name())) {
      throw ApiParameters.invalid(
          parameter,
          "label %s is not allowed here (expected: none that begins with __ but %s)"
              .formatted(matcher.name(), String.join(", ", new TreeSet<>(KNOWN_INTERNAL_LABELS))));
    }
  }
}
