package lampas.promql.syntax;

import static lampas.promql.syntax.ValueType.INSTANT_VECTOR;
import static lampas.promql.syntax.ValueType.SCALAR;

import java.util.List;
import java.util.Set;
import lampas.model.error.ErrorKind;
import lampas.model.label.LabelNames;
import lampas.model.label.Matcher;
import lampas.promql.syntax.BinaryOperator.Family;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.VectorMatching.Cardinality;

/** Finds what the grammar allows and the types do not. */
public final class TypeChecker {
  private final String text;

  private TypeChecker(String text) {
    this.text = text;
  }

  /**
   * Checks a tree that was put together by hand; {@link Parser} checks what it makes itself.
   *
   * @throws ParseException with a position in the tree as {@link Printer} prints it
   */
  public static void check(Expression expression) {
    Parser.parse(Printer.print(expression));
  }

  /** Checks a tree that was made of the text. */
  static void check(Expression expression, String text) {
    new TypeChecker(text).type(expression);
  }

  private ValueType type(Expression expression) {
    return switch (expression) {
      case NumberLiteral literal -> literal.type();
      case StringLiteral literal -> literal.type();
      case VectorSelector selector -> selector(selector);
      case RangeSelector range -> {
        type(range.selector());
        yield range.type();
      }
      case Parentheses parentheses -> type(parentheses.inner());
      case Unary unary -> unary(unary);
      case Binary binary -> binary(binary);
      case Aggregation aggregation -> aggregation(aggregation);
      case Call call -> call(call);
      case Subquery subquery -> subquery(subquery);
    };
  }

  private ValueType selector(VectorSelector selector) {
    if (selector.metricName().isPresent()) {
      nameOnce(selector, selector.metricName().get());
    } else if (selector.matchers().stream().allMatch(MatcherRules::matchesEmpty)) {
      throw error(selector.span(), "vector selector must contain at least one non-empty matcher");
    }
    return INSTANT_VECTOR;
  }

  /* The matcher of the name before the braces is the last one. */
  private void nameOnce(VectorSelector selector, String name) {
    List<Matcher> matchers = selector.matchers();
    for (Matcher matcher : matchers.subList(0, matchers.size() - 1)) {
      if (matcher.name().equals(LabelNames.METRIC_NAME)) {
        throw error(
            selector.span(),
            "metric name must not be set twice: %s or %s"
                .formatted(StringText.quote(name), StringText.quote(matcher.value())));
      }
    }
  }

  private ValueType unary(Unary unary) {
    ValueType type = type(unary.operand());
    if (!isScalarOrVector(type)) {
      throw error(
          unary.span(),
          "unary expression only allowed on expressions of type scalar or instant vector, got \"%s\""
              .formatted(type));
    }
    return type;
  }

  private ValueType subquery(Subquery subquery) {
    ValueType type = type(subquery.operand());
    if (type != INSTANT_VECTOR) {
      /* Prometheus uses the API's names of the types in this message, and only in this one. */
      String name =
          switch (type) {
            case SCALAR -> "scalar";
            case STRING -> "string";
            case INSTANT_VECTOR -> "vector";
            case RANGE_VECTOR -> "matrix";
          };
      throw error(
          subquery.span(), "subquery is only allowed on instant vector, got " + name + " instead");
    }
    return subquery.type();
  }

  private ValueType aggregation(Aggregation aggregation) {
    expect(aggregation.operand(), INSTANT_VECTOR, "aggregation expression");
    if (aggregation.parameter().isPresent() && aggregation.aggregator().parameter().isPresent()) {
      expect(
          aggregation.parameter().get(),
          aggregation.aggregator().parameter().get(),
          "aggregation parameter");
    }
    return INSTANT_VECTOR;
  }

  private void expect(Expression expression, ValueType wanted, String context) {
    ValueType type = type(expression);
    if (type != wanted) {
      throw error(
          expression.span(), "expected type %s in %s, got %s".formatted(wanted, context, type));
    }
  }

  private ValueType call(Call call) {
    Function function = call.function();
    argumentCount(call, function);
    if (function.name().equals("info") && call.arguments().size() > 1) {
      infoSelector(call);
    }
    String context = "call to function " + StringText.quote(function.name());
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      boolean infoSelector = i == 1 && function.name().equals("info");
      if (!infoSelector) {
        expect(argument, function.argument(i), context);
      }
    }
    return function.returns();
  }

  private void argumentCount(Call call, Function function) {
    int count = call.arguments().size();
    boolean tooFew = count < function.minimumArguments();
    if (!tooFew && count <= function.maximumArguments()) {
      return;
    }
    String quantifier = !function.isVariadic() ? "" : tooFew ? "at least " : "at most ";
    throw error(
        call.span(),
        "expected %s%d argument(s) in call to %s, got %d"
            .formatted(
                quantifier,
                tooFew ? function.minimumArguments() : function.maximumArguments(),
                StringText.quote(function.name()),
                count));
  }

  /* The second argument of info() says which labels to add: matchers that may all be empty. */
  private void infoSelector(Call call) {
    Expression argument = call.arguments().get(1);
    if (argument.type() != INSTANT_VECTOR) {
      throw error(
          call.span(),
          "expected type instant vector in call to function \"info\", got " + argument.type());
    }
    if (!(argument instanceof VectorSelector selector)) {
      throw error(argument.span(), "expected label selectors only");
    }
    if (selector.metricName().isPresent()) {
      throw error(argument.span(), "expected label selectors only, got vector selector instead");
    }
  }

  private ValueType binary(Binary binary) {
    ValueType left = type(binary.left());
    ValueType right = type(binary.right());
    boolean scalars = left == SCALAR && right == SCALAR;
    boolean comparison = binary.operator().family() == Family.COMPARISON;
    if (binary.bool() && !comparison) {
      throw error(operatorSpan(binary), "bool modifier can only be used on comparison operators");
    }
    if (comparison && !binary.bool() && scalars) {
      throw error(operatorSpan(binary), "comparisons between scalars must use BOOL modifier");
    }
    binary.matching().ifPresent(matching -> labelsOnce(binary, matching));
    operand(binary.left(), left);
    operand(binary.right(), right);
    boolean vectors = left == INSTANT_VECTOR && right == INSTANT_VECTOR;
    binary
        .matching()
        .ifPresent(matching -> {
          if (!vectors) {
            noMatching(binary, matching);
          } else if (binary.operator().family() == Family.SET) {
            setMatching(binary, matching);
          }
        });
    if (binary.operator().family() == Family.SET && !vectors) {
      throw error(
          binary.span(),
          "set operator %s not allowed in binary scalar expression".formatted(quoted(binary)));
    }
    return scalars ? SCALAR : INSTANT_VECTOR;
  }

  private void operand(Expression operand, ValueType type) {
    if (!isScalarOrVector(type)) {
      throw error(
          operand.span(), "binary expression must contain only scalar and instant vector types");
    }
  }

  private void labelsOnce(Binary binary, VectorMatching matching) {
    Set<String> included = matching.on() ? Set.copyOf(matching.include()) : Set.of();
    for (String label : matching.labels()) {
      if (included.contains(label)) {
        throw error(
            operatorSpan(binary),
            "label %s must not occur in ON and GROUP clause at once"
                .formatted(StringText.quote(label)));
      }
    }
  }

  private void noMatching(Binary binary, VectorMatching matching) {
    if (!matching.labels().isEmpty()) {
      throw error(binary.span(), "vector matching only allowed between instant vectors");
    }
    if (matching.fillLeft().isPresent() || matching.fillRight().isPresent()) {
      throw error(binary.span(), "filling in missing series only allowed between instant vectors");
    }
  }

  private void setMatching(Binary binary, VectorMatching matching) {
    if (matching.cardinality() != Cardinality.MANY_TO_MANY) {
      throw error(binary.span(), "no grouping allowed for %s operation".formatted(quoted(binary)));
    }
    if (matching.fillLeft().isPresent() || matching.fillRight().isPresent()) {
      throw error(binary.span(), "filling in missing series not allowed for set operators");
    }
  }

  /* From the operator to the right operand, modifiers included, without the blanks around. */
  private Span operatorSpan(Binary binary) {
    int start = binary.left().span().end();
    int end = binary.right().span().start();
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Span(start, end);
  }

  private static String quoted(Binary binary) {
    return StringText.quote(binary.operator().symbol());
  }

  private static boolean isScalarOrVector(ValueType type) {
    return type == SCALAR || type == INSTANT_VECTOR;
  }

  private ParseException error(Span span, String reason) {
    return new ParseException(ErrorKind.USER, text, span, reason);
  }
}
