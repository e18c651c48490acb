package lampas.model.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A query's result and what the backend has to say about it.
 *
 * @param warnings what may make the result wrong
 * @param infos what the author of the query may want to look at
 * @param emptyReasons why the result is empty, if it is and somebody found out
 * @param partial whether the backend says that a part of its data did not answer
 * @param cost what the query cost, where it was asked for and the backend tells
 */
public record QueryAnswer(
    QueryResult result,
    List<String> warnings,
    List<String> infos,
    List<EmptyReason> emptyReasons,
    boolean partial,
    Optional<QueryCost> cost) {
  public QueryAnswer {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
    emptyReasons = List.copyOf(emptyReasons);
    Objects.requireNonNull(cost, "cost");
  }

  /** A whole answer. */
  public QueryAnswer(
      QueryResult result,
      List<String> warnings,
      List<String> infos,
      List<EmptyReason> emptyReasons) {
    this(result, warnings, infos, emptyReasons, false, Optional.empty());
  }

  /** A whole answer. */
  public QueryAnswer(QueryResult result, List<String> warnings, List<String> infos) {
    this(result, warnings, infos, List.of());
  }

  public static QueryAnswer of(QueryResult result) {
    return new QueryAnswer(result, List.of(), List.of());
  }

  /** The same answer with another result. */
  public QueryAnswer withResult(QueryResult result) {
    return new QueryAnswer(result, warnings, infos, emptyReasons, partial, cost);
  }

  /** The same answer, explained. */
  public QueryAnswer withEmptyReasons(List<EmptyReason> reasons) {
    return new QueryAnswer(result, warnings, infos, reasons, partial, cost);
  }
}
