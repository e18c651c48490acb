package lampas.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import lampas.model.time.PrometheusDuration;
import lampas.server.http.Call;
import lampas.server.http.Reply;
import lampas.server.scrape.FamilyMetadata;
import lampas.server.scrape.TargetStatus;
import tools.jackson.core.JsonGenerator;

/** The scraped targets, and what they say about their metrics. */
final class TargetEndpoints {
  /* Go's zero time: what Prometheus answers for a target that was never scraped. */
  private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  private final Supplier<List<TargetStatus>> targets;

  TargetEndpoints(Supplier<List<TargetStatus>> targets) {
    this.targets = targets;
  }

  /* There is no relabelling that could drop targets, so the list of dropped ones is empty. */
  Reply targets(Call call) {
    ApiParameters parameters = new ApiParameters(call.parameters());
    String state = parameters.text("state").toLowerCase(Locale.ROOT);
    boolean active = state.isEmpty() || state.equals("any") || state.equals("active");
    String pool = parameters.text("scrapePool");
    List<TargetStatus> shown =
        active
            ? targets.get().stream()
                .filter(target -> pool.isEmpty() || target.scrapePool().equals(pool))
                .toList()
            : List.of();
    return ApiReply.of(json -> {
      json.writeStartObject();
      json.writeName("activeTargets");
      json.writeStartArray();
      shown.forEach(target -> write(target, json));
      json.writeEndArray();
      json.writeName("droppedTargets");
      json.writeStartArray();
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  Reply metadata(Call call) {
    ApiParameters parameters = new ApiParameters(call.parameters());
    int limit = parameters.limit("limit");
    int perMetric = parameters.limit("limit_per_metric");
    String metric = parameters.text("metric");
    Map<String, Set<FamilyMetadata>> byName = new TreeMap<>();
    for (TargetStatus target : targets.get()) {
      for (FamilyMetadata family : target.metadata()) {
        if (metric.isEmpty() || metric.equals(family.family())) {
          byName.computeIfAbsent(family.family(), any -> new LinkedHashSet<>()).add(family);
        }
      }
    }
    return ApiReply.of(json -> {
      json.writeStartObject();
      byName.entrySet().stream()
          .limit(limit == 0 ? Long.MAX_VALUE : limit)
          .forEach(entry -> {
            json.writeName(entry.getKey());
            json.writeStartArray();
            entry.getValue().stream()
                .limit(perMetric == 0 ? Long.MAX_VALUE : perMetric)
                .forEach(family -> write(family, json));
            json.writeEndArray();
          });
      json.writeEndObject();
    });
  }

  private static void write(TargetStatus target, JsonGenerator json) {
    json.writeStartObject();
    json.writeName("discoveredLabels");
    ResultJson.labels(json, target.discoveredLabels());
    json.writeName("labels");
    ResultJson.labels(json, target.labels());
    json.writeStringProperty("scrapePool", target.scrapePool());
    json.writeStringProperty("scrapeUrl", target.url().toString());
    json.writeStringProperty("globalUrl", target.url().toString());
    json.writeStringProperty("lastError", target.lastError().orElse(""));
    json.writeStringProperty("lastScrape", time(target.lastScrape()));
    json.writeNumberProperty("lastScrapeDuration", seconds(target.lastScrapeDuration()));
    json.writeStringProperty("health", target.health().apiName());
    json.writeStringProperty("scrapeInterval", PrometheusDuration.format(target.interval()));
    json.writeStringProperty("scrapeTimeout", PrometheusDuration.format(target.timeout()));
    json.writeEndObject();
  }

  private static void write(FamilyMetadata family, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", family.kind().openMetricsName());
    json.writeStringProperty("help", family.help());
    json.writeStringProperty("unit", family.unit());
    json.writeEndObject();
  }

  private static String time(Optional<Instant> time) {
    return time.orElse(NEVER).toString();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
