package lampas.client;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;

/**
 * Makes the same answer of what backends answer differently: VictoriaMetrics has no scalars and
 * texts, and Prometheus 2 and VictoriaMetrics do not know {@code limit}.
 */
final class Normalizer {
  private static final String TRUNCATED = "results truncated due to limit";

  private final InstantSource clock;

  Normalizer(InstantSource clock) {
    this.clock = clock;
  }

  QueryAnswer normal(Query query, QueryAnswer answer) {
    QueryAnswer typed =
        query.time() instanceof QueryTime.Range ? answer : withTypeOfTheExpression(query, answer);
    return query.limit().isPresent() ? limited(typed, query.limit().getAsInt()) : typed;
  }

  /* Parsed only where the answer may be one of a scalar or a text. */
  private QueryAnswer withTypeOfTheExpression(Query query, QueryAnswer answer) {
    if (!(answer.result() instanceof QueryResult.Vector vector)
        || vector.samples().size() > 1
        || !vector.samples().stream().allMatch(sample -> sample.labels().isEmpty())) {
      return answer;
    }
    return expression(query.promql())
        .flatMap(expression -> result(query, expression, vector))
        .map(answer::withResult)
        .orElse(answer);
  }

  private Optional<QueryResult> result(
      Query query, Expression expression, QueryResult.Vector vector) {
    return switch (expression.type()) {
      case SCALAR ->
          vector.samples().size() == 1 && vector.samples().getFirst() instanceof FloatSample one
              ? Optional.of(new QueryResult.Scalar(one.timeMillis(), one.value()))
              : Optional.empty();
      case STRING -> text(expression).map(text -> new QueryResult.Text(millis(query), text));
      case INSTANT_VECTOR, RANGE_VECTOR -> Optional.empty();
    };
  }

  private static Optional<Expression> expression(String promql) {
    try {
      return Optional.of(Parser.parse(promql));
    } catch (ParseException dialectOfTheBackend) {
      /* It has answered, so it reads more than PromQL. */
      return Optional.empty();
    }
  }

  private static Optional<String> text(Expression expression) {
    return switch (expression) {
      case StringLiteral literal -> Optional.of(literal.value());
      case Parentheses parentheses -> text(parentheses.inner());
      default -> Optional.empty();
    };
  }

  private long millis(Query query) {
    Instant time = query.time() instanceof QueryTime.At(Instant asked) ? asked : clock.instant();
    return time.toEpochMilli();
  }

  private static QueryAnswer limited(QueryAnswer answer, int limit) {
    return switch (answer.result()) {
      case QueryResult.Vector(var samples) when samples.size() > limit ->
          truncated(answer, new QueryResult.Vector(samples.subList(0, limit)));
      case QueryResult.Matrix(var series) when series.size() > limit ->
          truncated(answer, new QueryResult.Matrix(series.subList(0, limit)));
      case QueryResult.Vector vector -> answer;
      case QueryResult.Matrix matrix -> answer;
      case QueryResult.Scalar scalar -> answer;
      case QueryResult.Text text -> answer;
    };
  }

  private static QueryAnswer truncated(QueryAnswer answer, QueryResult result) {
    List<String> warnings = new ArrayList<>(answer.warnings());
    warnings.add(TRUNCATED);
    return new QueryAnswer(
        result, warnings, answer.infos(), answer.emptyReasons(), answer.partial(), answer.cost());
  }
}
