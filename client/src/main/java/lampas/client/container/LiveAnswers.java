package lampas.client.container;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lampas.client.Backend;
import lampas.client.ClientException;
import lampas.client.Query;
import lampas.model.error.ErrorKind;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.promql.build.InstantVector;

/**
 * What came back of the five questions of one look, by the labels of the series.
 *
 * @param known what there is or was lately
 * @param sampled when the newest samples were taken
 */
record LiveAnswers(
    Values known, Values sampled, Values now, Values maximum, Values average, boolean partial) {
  /** An answer, or why there is none. */
  record Values(Map<Labels, Double> bySeries, Optional<String> failure, List<String> warnings) {}

  /**
   * Asks all at once, all at one time.
   *
   * @throws ClientException if not even the known series are answered
   */
  static LiveAnswers ask(Backend backend, ContainerQueries.Live queries, Instant time) {
    boolean[] partial = new boolean[5];
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<InstantVector> questions =
          List.of(
              queries.known(),
              queries.sampled(),
              queries.now(),
              queries.maximum(),
              queries.average());
      List<Future<QueryAnswer>> answers =
          questions.stream()
              .map(question -> threads.submit(asking(backend, question, time)))
              .toList();
      try {
        Values[] values = new Values[questions.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = values(answers.get(i), partial, i);
        }
        return new LiveAnswers(
            values[0], values[1], values[2], values[3], values[4], anyOf(partial));
      } finally {
        answers.forEach(answer -> answer.cancel(true));
      }
    }
  }

  private static Callable<QueryAnswer> asking(
      Backend backend, InstantVector question, Instant time) {
    return () -> backend.query(Query.instant(question.expression()).at(time));
  }

  private static Values values(Future<QueryAnswer> asked, boolean[] partial, int index) {
    try {
      QueryAnswer answer = asked.get();
      partial[index] = answer.partial();
      return new Values(bySeries(answer.result()), Optional.empty(), answer.warnings());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ContainerException(ErrorKind.UNAVAILABLE, "live statistics: interrupted");
    } catch (ExecutionException failed) {
      if (index > 0 && failed.getCause() instanceof ClientException known) {
        return new Values(Map.of(), Optional.of(known.getMessage()), List.of());
      }
      throw rethrown(failed);
    }
  }

  private static RuntimeException rethrown(ExecutionException failed) {
    if (failed.getCause() instanceof RuntimeException known) {
      return known;
    }
    return new IllegalStateException("live statistics: defect", failed.getCause());
  }

  private static Map<Labels, Double> bySeries(QueryResult result) {
    if (!(result instanceof QueryResult.Vector(var samples))) {
      throw new ContainerException(
          ErrorKind.UNAVAILABLE, "answer: not a vector (expected: a vector)");
    }
    Map<Labels, Double> values = new HashMap<>();
    for (QueryResult.VectorSample sample : samples) {
      if (sample instanceof QueryResult.FloatSample(var labels, var time, double value)) {
        values.put(labels.without(LabelNames.METRIC_NAME), value);
      }
    }
    return values;
  }

  private static boolean anyOf(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag) {
        return true;
      }
    }
    return false;
  }

  List<String> warnings() {
    Set<String> all = new LinkedHashSet<>();
    for (Values values : List.of(known, sampled, now, maximum, average)) {
      all.addAll(values.warnings());
    }
    return List.copyOf(all);
  }
}
