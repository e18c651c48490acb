package lampas.server.api;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import lampas.model.label.Matcher;
import lampas.model.series.SampleValue;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Function;
import lampas.promql.syntax.ValueType;
import lampas.promql.syntax.VectorMatching;
import tools.jackson.core.JsonGenerator;

/**
 * Trees of expressions as Prometheus's {@code parse_query} writes them.
 *
 * <p>Source: web/api/v1/translate_ast.go of Prometheus.
 */
final class TreeJson {
  private final JsonGenerator json;
  private final DurationJson durations;

  TreeJson(JsonGenerator json) {
    this.json = json;
    this.durations = new DurationJson(json);
  }

  void write(Expression expression) {
    json.writeStartObject();
    switch (expression) {
      case NumberLiteral literal -> {
        type("numberLiteral");
        json.writeStringProperty("val", SampleValue.format(literal.value()));
      }
      case StringLiteral literal -> {
        type("stringLiteral");
        text("val", literal.value());
      }
      case Parentheses parentheses -> {
        type("parenExpr");
        child("expr", parentheses.inner());
      }
      case Unary unary -> {
        type("unaryExpr");
        json.writeStringProperty("op", unary.negative() ? "-" : "+");
        child("expr", unary.operand());
      }
      case Binary binary -> binary(binary);
      case Aggregation aggregation -> aggregation(aggregation);
      case Call call -> call(call);
      case VectorSelector selector -> {
        type("vectorSelector");
        selector(selector);
      }
      case RangeSelector range -> {
        type("matrixSelector");
        durations.write("range", "rangeExpr", Optional.of(range.range()));
        selector(range.selector());
      }
      case Subquery subquery -> {
        type("subquery");
        child("expr", subquery.operand());
        durations.write("range", "rangeExpr", Optional.of(subquery.range()));
        durations.write("step", "stepExpr", subquery.step());
        shift(subquery.shift());
      }
    }
    json.writeEndObject();
  }

  private void binary(Binary binary) {
    type("binaryExpr");
    json.writeStringProperty("op", binary.operator().symbol());
    child("lhs", binary.left());
    child("rhs", binary.right());
    json.writeBooleanProperty("bool", binary.bool());
    json.writeName("matching");
    binary.matching().ifPresentOrElse(this::matching, json::writeNull);
  }

  private void matching(VectorMatching matching) {
    json.writeStartObject();
    json.writeStringProperty(
        "card",
        switch (matching.cardinality()) {
          case ONE_TO_ONE -> "one-to-one";
          case MANY_TO_ONE -> "many-to-one";
          case ONE_TO_MANY -> "one-to-many";
          case MANY_TO_MANY -> "many-to-many";
        });
    texts("labels", matching.labels());
    json.writeBooleanProperty("on", matching.on());
    texts("include", matching.include());
    json.writeObjectPropertyStart("fillValues");
    fill("lhs", matching.fillLeft());
    fill("rhs", matching.fillRight());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void fill(String name, OptionalDouble value) {
    json.writeName(name);
    if (value.isEmpty()) {
      json.writeNull();
    } else if (Double.isFinite(value.getAsDouble())) {
      json.writeNumber(SampleValue.format(value.getAsDouble()));
    } else {
      json.writeString(SampleValue.format(value.getAsDouble()));
    }
  }

  private void aggregation(Aggregation aggregation) {
    type("aggregation");
    json.writeStringProperty("op", aggregation.aggregator().text());
    child("expr", aggregation.operand());
    json.writeName("param");
    aggregation.parameter().ifPresentOrElse(this::write, json::writeNull);
    texts("grouping", aggregation.grouping());
    json.writeBooleanProperty("without", aggregation.without());
  }

  private void call(Call call) {
    type("call");
    Function function = call.function();
    json.writeObjectPropertyStart("func");
    json.writeStringProperty("name", function.name());
    texts("argTypes", function.arguments().stream().map(TreeJson::name).toList());
    json.writeNumberProperty("variadic", variadic(function));
    json.writeStringProperty("returnType", name(function.returns()));
    json.writeEndObject();
    json.writeArrayPropertyStart("args");
    call.arguments().forEach(this::write);
    json.writeEndArray();
  }

  /* How many of the arguments may be left out; -1 for any number of the last one. */
  private static int variadic(Function function) {
    return function.maximumArguments() == Integer.MAX_VALUE
        ? -1
        : function.maximumArguments() - function.minimumArguments();
  }

  private static String name(ValueType type) {
    return switch (type) {
      case SCALAR -> "scalar";
      case STRING -> "string";
      case INSTANT_VECTOR -> "vector";
      case RANGE_VECTOR -> "matrix";
    };
  }

  private void selector(VectorSelector selector) {
    text("name", selector.metricName().orElse(""));
    json.writeArrayPropertyStart("matchers");
    for (Matcher matcher : selector.matchers()) {
      json.writeStartObject();
      text("name", matcher.name());
      text("value", matcher.value());
      json.writeStringProperty("type", matcher.type().symbol());
      json.writeEndObject();
    }
    json.writeEndArray();
    shift(selector.shift());
    json.writeBooleanProperty("anchored", selector.extrapolation() == Extrapolation.ANCHORED);
    json.writeBooleanProperty("smoothed", selector.extrapolation() == Extrapolation.SMOOTHED);
  }

  private void shift(TimeShift shift) {
    durations.write("offset", "offsetExpr", shift.offset());
    json.writeName("timestamp");
    if (shift.at().orElse(null) instanceof AtModifier.Timestamp(long millis)) {
      json.writeNumber(millis);
    } else {
      json.writeNull();
    }
    json.writeName("startOrEnd");
    switch (shift.at().orElse(null)) {
      case AtModifier.Start start -> json.writeString("start");
      case AtModifier.End end -> json.writeString("end");
      case null, default -> json.writeNull();
    }
  }

  private void child(String name, Expression expression) {
    json.writeName(name);
    write(expression);
  }

  private void type(String type) {
    json.writeStringProperty("type", type);
  }

  private void text(String name, String value) {
    json.writeStringProperty(name, ResultJson.wellFormed(value));
  }

  private void texts(String name, Collection<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(value -> json.writeString(ResultJson.wellFormed(value)));
    json.writeEndArray();
  }
}
