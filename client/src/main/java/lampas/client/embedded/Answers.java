package lampas.client.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryCost;

/** Answers with something added. */
final class Answers {
  private Answers() {}

  static QueryAnswer withCost(QueryAnswer answer, QueryCost cost) {
    return new QueryAnswer(
        answer.result(),
        answer.warnings(),
        answer.infos(),
        answer.emptyReasons(),
        answer.partial(),
        Optional.of(cost));
  }

  /** The answer as one of which a part is missing. */
  static QueryAnswer partial(QueryAnswer answer, String warning) {
    List<String> warnings = new ArrayList<>(List.of(warning));
    warnings.addAll(answer.warnings());
    return new QueryAnswer(
        answer.result(), warnings, answer.infos(), answer.emptyReasons(), true, answer.cost());
  }
}
