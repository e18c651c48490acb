package lampas.model.result;

import java.util.List;

/**
 * A query's result and what the engine has to say about it.
 *
 * @param warnings what may make the result wrong
 * @param infos what the author of the query may want to look at
 */
public record QueryAnswer(QueryResult result, List<String> warnings, List<String> infos) {
  public QueryAnswer {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  public static QueryAnswer of(QueryResult result) {
    return new QueryAnswer(result, List.of(), List.of());
  }
}
