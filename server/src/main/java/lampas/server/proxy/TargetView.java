package lampas.server.proxy;

import lampas.server.proxy.tenant.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The targets of a backend that carry a tenant's labels, without the addresses that they are
 * scraped at.
 */
final class TargetView {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String[] SHOWN = {
    "labels",
    "scrapePool",
    "health",
    "lastScrape",
    "lastScrapeDuration",
    "scrapeInterval",
    "scrapeTimeout"
  };

  private TargetView() {}

  static ObjectNode of(JsonNode data, Tenant tenant) {
    ArrayNode active = JSON.createArrayNode();
    for (JsonNode target : data.path("activeTargets")) {
      if (tenant.owns(RuleView.texts(target.path("labels")))) {
        active.add(shown(target));
      }
    }
    ObjectNode targets = JSON.createObjectNode();
    targets.set("activeTargets", active);
    targets.set("droppedTargets", JSON.createArrayNode());
    return targets;
  }

  private static ObjectNode shown(JsonNode target) {
    ObjectNode shown = JSON.createObjectNode();
    shown.set("discoveredLabels", JSON.createObjectNode());
    for (String name : SHOWN) {
      JsonNode value = target.get(name);
      if (value != null) {
        shown.set(name, value);
      }
    }
    boolean failed = !target.path("lastError").asString("").isEmpty();
    shown.put("scrapeUrl", "");
    shown.put("globalUrl", "");
    shown.put("lastError", failed ? "the scrape failed" : "");
    return shown;
  }
}
