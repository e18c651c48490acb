package lampas.server.proxy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lampas.server.proxy.tenant.QueryGuard;
import lampas.server.proxy.tenant.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules and alerts of a backend as one tenant may see them.
 *
 * <p>A rule is the tenant's if every selector of its expression can find only the tenant's series,
 * and its templates ask nothing else. Of alerts of other rules that carry the tenant's labels only
 * the name and those labels are shown: their value and texts may come from what others have.
 */
final class RuleView {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LABELS = "labels";
  private static final String ANNOTATIONS = "annotations";

  /* The function of templates that asks the backend anything. */
  private static final String ASKING = "query";

  private final QueryGuard guard;
  private final Tenant tenant;

  RuleView(QueryGuard guard, Tenant tenant) {
    this.guard = guard;
    this.tenant = tenant;
  }

  /** The tenant's rules in their groups. */
  ObjectNode rules(JsonNode data) {
    ArrayNode groups = JSON.createArrayNode();
    for (JsonNode group : data.path("groups")) {
      ArrayNode kept = JSON.createArrayNode();
      for (JsonNode rule : group.path("rules")) {
        if (isOwn(rule)) {
          kept.add(shown(rule));
        }
      }
      if (!kept.isEmpty()) {
        ObjectNode shown = JSON.createObjectNode();
        copy(group, shown, "name", "interval", "limit", "evaluationTime", "lastEvaluation");
        shown.put("file", "");
        shown.set("rules", kept);
        groups.add(shown);
      }
    }
    return JSON.createObjectNode().set("groups", groups);
  }

  /** The alerts that carry the tenant's labels. */
  ObjectNode alerts(JsonNode alerts, JsonNode rules) {
    Set<String> own = ownNames(rules);
    ArrayNode kept = JSON.createArrayNode();
    for (JsonNode alert : alerts.path("alerts")) {
      Map<String, String> labels = texts(alert.path(LABELS));
      if (tenant.owns(labels)) {
        kept.add(own.contains(labels.getOrDefault("alertname", "")) ? alert : reduced(alert));
      }
    }
    return JSON.createObjectNode().set("alerts", kept);
  }

  /* The names of alerting rules of which all that have the name are the tenant's. */
  private Set<String> ownNames(JsonNode rules) {
    Set<String> own = new HashSet<>();
    Set<String> others = new HashSet<>();
    for (JsonNode group : rules.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        (isOwn(rule) ? own : others).add(rule.path("name").asString(""));
      }
    }
    own.removeAll(others);
    return own;
  }

  private boolean isOwn(JsonNode rule) {
    return guard.readsOnlyOf(rule.path("query").asString(""), tenant)
        && asksNothing(rule.path(LABELS))
        && asksNothing(rule.path(ANNOTATIONS));
  }

  private static boolean asksNothing(JsonNode templates) {
    return texts(templates).values().stream().noneMatch(text -> text.contains(ASKING));
  }

  /* An error may name addresses and files of the backend. */
  private static ObjectNode shown(JsonNode rule) {
    ObjectNode shown = JSON.createObjectNode();
    copy(
        rule,
        shown,
        "state",
        "name",
        "query",
        "duration",
        "keepFiringFor",
        LABELS,
        ANNOTATIONS,
        "alerts",
        "health",
        "evaluationTime",
        "lastEvaluation",
        "type");
    if (!rule.path("lastError").asString("").isEmpty()) {
      shown.put("lastError", "the rule failed");
    }
    return shown;
  }

  private ObjectNode reduced(JsonNode alert) {
    ObjectNode shown = JSON.createObjectNode();
    ObjectNode labels = JSON.createObjectNode();
    copy(alert.path(LABELS), labels, "alertname");
    tenant.labels().forEach(label -> copy(alert.path(LABELS), labels, label.name()));
    shown.set(LABELS, labels);
    shown.set(ANNOTATIONS, JSON.createObjectNode());
    copy(alert, shown, "state", "activeAt");
    shown.put("value", "");
    return shown;
  }

  private static void copy(JsonNode from, ObjectNode to, String... names) {
    for (String name : names) {
      JsonNode value = from.get(name);
      if (value != null) {
        to.set(name, value);
      }
    }
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
    return texts;
  }
}
