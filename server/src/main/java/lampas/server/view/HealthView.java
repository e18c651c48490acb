package lampas.server.view;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lampas.model.label.Labels;
import lampas.promql.build.Grouping;
import lampas.promql.build.InstantVector;
import lampas.promql.build.Metrics;
import lampas.server.http.Call;
import lampas.server.http.HttpProblem;
import lampas.server.http.Reply;

/**
 * Says whether the metrics can be had: {@code healthy}, {@code degraded} where some are missing,
 * {@code unhealthy} (503) where the backend does not answer.
 */
final class HealthView {
  private static final String VALUE = "value";

  private final ViewBackend backend;
  private final ViewSettings settings;
  private final Clock clock;

  HealthView(ViewBackend backend, ViewSettings settings, Clock clock) {
    this.backend = backend;
    this.settings = settings;
    this.clock = clock;
  }

  Reply reply(Call call) {
    Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    /* By value: a group of a target's series is there when the target is down as well. */
    InstantVector targets = Metrics.up().value().countValues(VALUE, Grouping.all());
    try {
      return backend.ask(
          call,
          settings.healthTimeout(),
          asked -> {
            ViewSettings bounded =
                settings.withTimeouts(settings.healthTimeout(), settings.healthTimeout());
            Vectors vectors = new Vectors(asked, bounded, time);
            return reply(vectors.ask(targets), vectors);
          });
    } catch (HttpProblem gone) {
      if (gone.status() == 499) {
        throw gone;
      }
      return reply(503, "unhealthy", Targets.NONE, List.of(gone.getMessage()));
    }
  }

  private record Targets(long up, long down, long other) {
    static final Targets NONE = new Targets(0, 0, 0);

    static Targets of(Map<Labels, Double> countsByValue) {
      double up = 0;
      double down = 0;
      double other = 0;
      for (Map.Entry<Labels, Double> entry : countsByValue.entrySet()) {
        switch (entry.getKey().valueOrEmpty(VALUE)) {
          case "1" -> up += entry.getValue();
          case "0" -> down += entry.getValue();
          default -> other += entry.getValue();
        }
      }
      return new Targets(Math.round(up), Math.round(down), Math.round(other));
    }

    long all() {
      return up + down + other;
    }
  }

  private static Reply reply(Map<Labels, Double> countsByValue, Vectors vectors) {
    Targets targets = Targets.of(countsByValue);
    List<String> reasons = new ArrayList<>();
    if (targets.all() == 0) {
      reasons.add("no target was scraped lately");
    } else if (targets.up() < targets.all()) {
      reasons.add(
          "%s of %s targets are not up".formatted(targets.all() - targets.up(), targets.all()));
    }
    if (vectors.isPartial()) {
      reasons.add("the backend says that a part of its data is missing");
    }
    reasons.addAll(vectors.warnings());
    return reply(200, reasons.isEmpty() ? "healthy" : "degraded", targets, reasons);
  }

  private static Reply reply(int code, String status, Targets targets, List<String> reasons) {
    return ViewJson.object(
        code,
        json -> {
          json.writeStringProperty("status", status);
          if (code == 200) {
            json.writeObjectPropertyStart("targets");
            json.writeNumberProperty("up", targets.up());
            json.writeNumberProperty("down", targets.down());
            json.writeNumberProperty("other", targets.other());
            json.writeEndObject();
          }
          ViewJson.texts(json, "reasons", reasons);
        });
  }
}
