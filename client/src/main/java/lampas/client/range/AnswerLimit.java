package lampas.client.range;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;

/** The limit of a query, applied to an answer that was made here, as Prometheus applies it. */
public final class AnswerLimit {
  /** Said when a limit left something out; Prometheus's words. */
  public static final String TRUNCATED = "results truncated due to limit";

  private AnswerLimit() {}

  /** The answer with at most so many series, the first ones. */
  public static QueryAnswer apply(QueryAnswer answer, OptionalInt limit) {
    if (limit.isEmpty()) {
      return answer;
    }
    int most = limit.getAsInt();
    return switch (answer.result()) {
      case QueryResult.Vector(var samples) when samples.size() > most ->
          truncated(answer, new QueryResult.Vector(samples.subList(0, most)));
      case QueryResult.Matrix(var series) when series.size() > most ->
          truncated(answer, new QueryResult.Matrix(series.subList(0, most)));
      case QueryResult whole -> answer;
    };
  }

  private static QueryAnswer truncated(QueryAnswer answer, QueryResult result) {
    List<String> warnings = new ArrayList<>(List.of(TRUNCATED));
    warnings.addAll(answer.warnings());
    return new QueryAnswer(
        result, warnings, answer.infos(), answer.emptyReasons(), answer.partial(), answer.cost());
  }
}
