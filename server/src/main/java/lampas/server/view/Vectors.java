package lampas.server.view;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.promql.build.InstantVector;
import lampas.server.http.HttpProblem;

/** Asks for vectors, all at one time, and keeps what the backend remarked. Of one request. */
final class Vectors {
  private final Backend backend;
  private final ViewSettings settings;
  private final Instant time;
  private final Set<String> warnings = new LinkedHashSet<>();
  private boolean partial;

  Vectors(Backend backend, ViewSettings settings, Instant time) {
    this.backend = backend;
    this.settings = settings;
    this.time = time;
  }

  /** The values of all series, by their labels without the metric's name. */
  Map<Labels, Double> ask(InstantVector vector) {
    Query query = Query.instant(vector.expression()).at(time).withTimeout(settings.queryTimeout());
    QueryAnswer answer = backend.query(query);
    warnings.addAll(answer.warnings());
    partial |= answer.partial();
    if (!(answer.result() instanceof QueryResult.Vector(var samples))) {
      throw new HttpProblem(
          503, "unavailable", "metrics backend: answered no vector (expected: a vector)");
    }
    Map<Labels, Double> values = new TreeMap<>();
    for (QueryResult.VectorSample sample : samples) {
      if (sample instanceof QueryResult.FloatSample(var labels, var ignored, double value)) {
        values.put(labels.without(LabelNames.METRIC_NAME), value);
      }
    }
    return values;
  }

  Instant time() {
    return time;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  boolean isPartial() {
    return partial;
  }
}
