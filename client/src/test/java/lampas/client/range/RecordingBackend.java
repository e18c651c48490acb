package lampas.client.range;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.SeriesScope;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;

/** Answers as a test wants, and remembers what it was asked. */
public final class RecordingBackend implements Backend {
  private final List<Query> asked = new CopyOnWriteArrayList<>();
  private final Function<Query, QueryAnswer> answers;
  private final List<Labels> series;

  private RecordingBackend(Function<Query, QueryAnswer> answers, List<Labels> series) {
    this.answers = answers;
    this.series = series;
  }

  public static RecordingBackend of(Function<Query, QueryAnswer> answers) {
    return new RecordingBackend(answers, List.of());
  }

  public static RecordingBackend ofSeries(Labels... series) {
    return new RecordingBackend(
        query -> {
          throw new AssertionError("asked: " + query);
        },
        List.of(series));
  }

  /** All queries, in the order in which they came. */
  public List<Query> asked() {
    return List.copyOf(asked);
  }

  public void forget() {
    asked.clear();
  }

  @Override
  public QueryAnswer query(Query query) {
    asked.add(query);
    return answers.apply(query);
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    return series;
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    return series.stream()
        .flatMap(labels -> labels.toMap().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    return series.stream().map(labels -> labels.valueOrEmpty(name)).distinct().sorted().toList();
  }
}
