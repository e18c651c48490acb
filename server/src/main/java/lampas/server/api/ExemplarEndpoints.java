package lampas.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.ParserOptions;
import lampas.server.exemplar.ExemplarStore;
import lampas.server.exemplar.StoredExemplar;
import lampas.server.http.Call;
import lampas.server.http.Reply;

/** Exemplars of the series that the selectors of an expression find. */
final class ExemplarEndpoints {
  private final ExemplarStore exemplars;
  private final ParserOptions options;

  ExemplarEndpoints(ExemplarStore exemplars, ParserOptions options) {
    this.exemplars = exemplars;
    this.options = options;
  }

  Reply query(Call call) {
    ApiParameters parameters = new ApiParameters(call.parameters());
    List<List<Matcher>> selectors = new ArrayList<>();
    addSelectors(Expressions.query(parameters.text("query"), options), selectors);
    SortedMap<Labels, List<StoredExemplar>> found = exemplars.select(selectors, parameters.range());
    return ApiReply.of(json -> {
      json.writeStartArray();
      found.forEach((series, ofSeries) -> {
        json.writeStartObject();
        json.writeName("seriesLabels");
        ResultJson.labels(json, series);
        json.writeArrayPropertyStart("exemplars");
        for (StoredExemplar exemplar : ofSeries) {
          json.writeStartObject();
          json.writeName("labels");
          ResultJson.labels(json, exemplar.labels());
          json.writeStringProperty("value", ResultJson.value(exemplar.value()));
          json.writeName("timestamp");
          json.writeNumber(ResultJson.seconds(exemplar.timeMillis()));
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      });
      json.writeEndArray();
    });
  }

  private static void addSelectors(Expression expression, List<List<Matcher>> selectors) {
    switch (expression) {
      case VectorSelector selector -> selectors.add(selector.matchers());
      case RangeSelector range -> selectors.add(range.selector().matchers());
      case Subquery subquery -> addSelectors(subquery.operand(), selectors);
      case Parentheses parentheses -> addSelectors(parentheses.inner(), selectors);
      case Unary unary -> addSelectors(unary.operand(), selectors);
      case Aggregation aggregation -> {
        aggregation.parameter().ifPresent(parameter -> addSelectors(parameter, selectors));
        addSelectors(aggregation.operand(), selectors);
      }
      case Binary binary -> {
        addSelectors(binary.left(), selectors);
        addSelectors(binary.right(), selectors);
      }
      case Expression.Call call ->
          call.arguments().forEach(argument -> addSelectors(argument, selectors));
      case NumberLiteral number -> {}
      case StringLiteral text -> {}
    }
  }
}
