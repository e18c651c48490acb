package lampas.server.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;
import lampas.model.time.PrometheusDuration;
import lampas.promql.syntax.StringText;
import lampas.server.http.Call;
import lampas.server.http.HttpProblem;
import lampas.server.http.Reply;
import tools.jackson.core.JsonGenerator;

/** Answers a {@link Topic}: every series with its value, its unit and the age of its data. */
final class TopicView {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int LONGEST_SERVICE = 1_000;

  private final Topic topic;
  private final ViewBackend backend;
  private final ViewSettings settings;
  private final Clock clock;

  TopicView(Topic topic, ViewBackend backend, ViewSettings settings, Clock clock) {
    this.topic = topic;
    this.backend = backend;
    this.settings = settings;
    this.clock = clock;
  }

  private record Answered(Topic.Panel panel, Ages ages, Map<Labels, Double> values) {}

  Reply reply(Call call) {
    ViewParameters parameters = new ViewParameters(call.parameters());
    Optional<String> service = parameters.text("service", LONGEST_SERVICE);
    Duration window = parameters.duration("window", WINDOW);
    if (window.compareTo(settings.maximumRange()) > 0) {
      throw HttpProblem.badData(
          "window: %s (expected: at most %s)"
              .formatted(
                  PrometheusDuration.format(window),
                  PrometheusDuration.format(settings.maximumRange())));
    }
    Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return backend.ask(
        call,
        settings.queryTimeout(),
        asked -> {
          Vectors vectors = new Vectors(asked, settings, time);
          List<Answered> answered = answered(vectors, service, window);
          return ViewJson.success(
              json -> write(json, answered, service, window, time),
              vectors.warnings(),
              vectors.isPartial());
        });
  }

  private List<Answered> answered(Vectors vectors, Optional<String> service, Duration window) {
    Map<String, Ages> byMetric = new HashMap<>();
    List<Answered> answered = new ArrayList<>();
    for (Topic.Panel panel : topic.panels()) {
      Ages ages = byMetric.computeIfAbsent(panel.metric(), metric -> ages(vectors, panel, service));
      answered.add(new Answered(panel, ages, vectors.ask(panel.values().apply(service, window))));
    }
    return answered;
  }

  private Ages ages(Vectors vectors, Topic.Panel panel, Optional<String> service) {
    Ages.Source source = panel.source().apply(service, settings.memory());
    return switch (panel.aging()) {
      case OF_EACH_SERIES -> Ages.of(vectors, source, settings);
      case OF_EACH_GROUP -> Ages.of(vectors, source, Topic.BY_ENDPOINT, settings);
    };
  }

  private void write(
      JsonGenerator json,
      List<Answered> answered,
      Optional<String> service,
      Duration window,
      Instant time) {
    json.writeStringProperty("view", topic.name());
    service.ifPresent(name -> json.writeStringProperty("service", name));
    json.writeStringProperty("window", PrometheusDuration.format(window));
    ViewJson.time(json, time);
    json.writeArrayPropertyStart("values");
    for (Answered one : answered) {
      json.writeStartObject();
      json.writeStringProperty("value", one.panel().value());
      json.writeStringProperty("metric", one.panel().metric());
      json.writeStringProperty("unit", one.panel().unit());
      TreeSet<Labels> series = new TreeSet<>(one.ages().series());
      series.addAll(one.values().keySet());
      json.writeArrayPropertyStart("series");
      series.forEach(labels -> write(json, one, labels));
      json.writeEndArray();
      if (series.isEmpty()) {
        ViewJson.absent(json, "no_series", noSeries(one.panel(), service));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private String noSeries(Topic.Panel panel, Optional<String> service) {
    return "no series of %s%s within the last %s"
        .formatted(
            panel.metric(),
            service.map(name -> " with service=" + StringText.quote(name)).orElse(""),
            PrometheusDuration.format(settings.memory()));
  }

  private static void write(JsonGenerator json, Answered answered, Labels labels) {
    json.writeStartObject();
    ViewJson.labels(json, labels);
    Double value = answered.values().get(labels);
    boolean current = answered.ages().isCurrent(labels);
    if (value != null && current && Double.isFinite(value)) {
      json.writeNumberProperty("value", value);
    } else {
      json.writeNullProperty("value");
    }
    ViewJson.age(json, answered.ages().age(labels));
    if (!current) {
      ViewJson.absent(json, "stale", "the series does not report any more");
    } else if (value == null) {
      ViewJson.absent(
          json, "too_few_samples", "fewer samples in the window than needed (expected: two)");
    } else if (Double.isNaN(value) && answered.panel().kind() == Topic.Kind.QUANTILE) {
      ViewJson.absent(json, "no_observations", "nothing was observed within the window");
    } else if (!Double.isFinite(value)) {
      ViewJson.absent(
          json,
          "not_finite",
          "value: %s (expected: a finite number)".formatted(SampleValue.format(value)));
    }
    json.writeEndObject();
  }
}
