package lampas.server.view;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import lampas.model.label.Labels;
import lampas.promql.build.GaugeMetric;
import lampas.promql.build.Metrics;
import lampas.server.http.Call;
import lampas.server.http.Reply;
import tools.jackson.core.JsonGenerator;

/** Says which services report, whether they are up, and how old their data is. */
final class ServicesView {
  private final GaugeMetric info;
  private final ViewBackend backend;
  private final ViewSettings settings;
  private final Clock clock;

  ServicesView(ViewBackend backend, ViewSettings settings, Clock clock) {
    this.info = Metrics.gauge(new Definitions(settings.namespace()).serviceInfo());
    this.backend = backend;
    this.settings = settings;
    this.clock = clock;
  }

  Reply reply(Call call) {
    Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return backend.ask(
        call,
        settings.queryTimeout(),
        asked -> {
          Vectors vectors = new Vectors(asked, settings, time);
          Ages ages =
              Ages.of(
                  vectors, new Ages.Source(info.value(), info.over(settings.memory())), settings);
          Map<Labels, Double> up = vectors.ask(Metrics.up().value());
          Map<String, ServiceState> services = ServiceState.all(ages, up);
          return ViewJson.success(
              json -> write(json, services, time), vectors.warnings(), vectors.isPartial());
        });
  }

  private void write(JsonGenerator json, Map<String, ServiceState> services, Instant time) {
    ViewJson.time(json, time);
    json.writeArrayPropertyStart("services");
    services.forEach((name, state) -> {
      json.writeStartObject();
      json.writeStringProperty("service", name);
      json.writeStringProperty("status", state.status());
      ViewJson.texts(json, "versions", state.versions());
      json.writeObjectPropertyStart("instances");
      json.writeNumberProperty("up", state.up());
      json.writeNumberProperty("down", state.down());
      json.writeNumberProperty("unknown", state.unknown());
      json.writeEndObject();
      ViewJson.age(json, state.age());
      if (state.age().isEmpty()) {
        noAge(json, state);
      }
      json.writeEndObject();
    });
    json.writeEndArray();
  }

  private void noAge(JsonGenerator json, ServiceState state) {
    if (state.reported()) {
      ViewJson.absent(json, "stale", "when it last reported is not known to 15 s");
    } else {
      ViewJson.absent(
          json, "no_series", "no series of " + info.definition().name() + " of this service");
    }
  }
}
