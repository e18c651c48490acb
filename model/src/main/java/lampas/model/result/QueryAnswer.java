package lampas.model.result;

import java.util.List;

/**
 * A query's result and what the engine has to say about it.
 *
 * @param warnings what may make the result wrong
 * @param infos what the author of the query may want to look at
 * @param emptyReasons why the result is empty, if it is and somebody found out
 */
public record QueryAnswer(
    QueryResult result, List<String> warnings, List<String> infos, List<EmptyReason> emptyReasons) {
  public QueryAnswer {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
    emptyReasons = List.copyOf(emptyReasons);
  }

  public QueryAnswer(QueryResult result, List<String> warnings, List<String> infos) {
    this(result, warnings, infos, List.of());
  }

  public static QueryAnswer of(QueryResult result) {
    return new QueryAnswer(result, List.of(), List.of());
  }

  /** The same answer, explained. */
  public QueryAnswer withEmptyReasons(List<EmptyReason> reasons) {
    return new QueryAnswer(result, warnings, infos, reasons);
  }
}
