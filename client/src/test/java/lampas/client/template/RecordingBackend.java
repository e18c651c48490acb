package lampas.client.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.SeriesScope;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;

/** A backend that notes what it is asked. */
final class RecordingBackend implements Backend {
  private final List<Query> asked = Collections.synchronizedList(new ArrayList<>());
  private final Function<Query, QueryAnswer> answers;

  RecordingBackend(Function<Query, QueryAnswer> answers) {
    this.answers = answers;
  }

  List<Query> asked() {
    return List.copyOf(asked);
  }

  @Override
  public QueryAnswer query(Query query) {
    asked.add(query);
    return answers.apply(query);
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    throw new AssertionError("presets do not ask for series");
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    throw new AssertionError("presets do not ask for names");
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    throw new AssertionError("presets do not ask for values");
  }
}
