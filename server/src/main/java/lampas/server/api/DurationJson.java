package lampas.server.api;

import java.util.Optional;
import lampas.model.series.SampleValue;
import lampas.promql.syntax.DurationExpression;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.DurationExpression.NumberOperand;
import lampas.promql.syntax.DurationExpression.Parenthesised;
import lampas.promql.syntax.DurationExpression.Range;
import lampas.promql.syntax.DurationExpression.Signed;
import lampas.promql.syntax.DurationExpression.Step;
import tools.jackson.core.JsonGenerator;

/** Durations in trees: milliseconds if they are constant, else 0 and the tree of the arithmetic. */
final class DurationJson {
  private final JsonGenerator json;

  DurationJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes both properties. */
  void write(String millisName, String treeName, Optional<DurationExpression> duration) {
    boolean constant = duration.isEmpty() || duration.get() instanceof Constant;
    json.writeNumberProperty(
        millisName, duration.orElse(null) instanceof Constant(long millis, var span) ? millis : 0);
    json.writeName(treeName);
    if (constant) {
      json.writeNull();
    } else {
      tree(duration.get(), false);
    }
  }

  private void tree(DurationExpression duration, boolean wrapped) {
    switch (duration) {
      case Constant(long millis, var span) -> number(millis / 1000.0, true, wrapped);
      case NumberOperand(double value, var span) -> number(value, false, wrapped);
      case Parenthesised(DurationExpression inner, var span) -> tree(inner, true);
      case Step step -> operation("step", Optional.empty(), Optional.empty(), wrapped);
      case Range range -> operation("range", Optional.empty(), Optional.empty(), wrapped);
      case Signed(boolean negative, DurationExpression operand, var span) ->
          operation(negative ? "-" : "+", Optional.empty(), Optional.of(operand), wrapped);
      case Arithmetic(var operation, DurationExpression left, DurationExpression right, var span) ->
          operation(operation.symbol(), Optional.of(left), Optional.of(right), wrapped);
    }
  }

  /* Only operations can be wrapped: a number in parentheses is one with a sign in front. */
  private void number(double value, boolean duration, boolean wrapped) {
    if (wrapped) {
      json.writeStartObject();
      json.writeStringProperty("type", "durationExpr");
      json.writeStringProperty("op", "+");
      json.writeNullProperty("lhs");
      json.writeName("rhs");
      number(value, duration, false);
      json.writeBooleanProperty("wrapped", true);
      json.writeEndObject();
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("type", "numberLiteral");
    json.writeStringProperty("val", SampleValue.format(value));
    json.writeBooleanProperty("duration", duration);
    json.writeEndObject();
  }

  private void operation(
      String operator,
      Optional<DurationExpression> left,
      Optional<DurationExpression> right,
      boolean wrapped) {
    json.writeStartObject();
    json.writeStringProperty("type", "durationExpr");
    json.writeStringProperty("op", operator);
    operand("lhs", left);
    operand("rhs", right);
    json.writeBooleanProperty("wrapped", wrapped);
    json.writeEndObject();
  }

  private void operand(String name, Optional<DurationExpression> operand) {
    json.writeName(name);
    operand.ifPresentOrElse(duration -> tree(duration, false), json::writeNull);
  }
}
