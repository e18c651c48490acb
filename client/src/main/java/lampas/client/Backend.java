package lampas.client;

import java.util.List;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;

/**
 * Where queries are answered: a remote API, the engine in this process, or several of them.
 *
 * <p>Implementations are thread-safe. Calls block, made for virtual threads, and end early when
 * their thread is interrupted. Every method throws a {@link ClientException} if there is no answer:
 * what is not known is never an empty answer.
 */
public interface Backend {
  /** The answer to a query. */
  QueryAnswer query(Query query);

  /** The label sets of the series in the scope, which must have a selector. */
  List<Labels> series(SeriesScope scope);

  /** The names of all labels of the series in the scope, sorted. */
  List<String> labelNames(SeriesScope scope);

  /** The values of one label among the series in the scope, sorted. */
  List<String> labelValues(String name, SeriesScope scope);
}
