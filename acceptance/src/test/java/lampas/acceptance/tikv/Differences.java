package lampas.acceptance.tikv;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * In what a snapshot differs from what the cluster knows to be true.
 *
 * @param ofNotANumber the reason of an absence where the truth is NaN
 */
record Differences(String ofNotANumber) {
  /* Scrapes are some hundred milliseconds off their time on a machine that has much to do. */
  private static final double TOLERANCE = 0.15;

  /* What was counted between the last scrape and the restart is lost. */
  private static final double RESTART_TOLERANCE = 0.3;

  List<String> between(JsonNode truth, JsonNode snapshot) {
    List<String> differences = new ArrayList<>();
    Set<String> expectedFindings = new TreeSet<>();
    Set<String> members = new TreeSet<>();
    for (JsonNode store : truth.get("stores")) {
      String id = store.get("storeId").asString();
      store
          .get("findings")
          .forEach(rule -> expectedFindings.add("store " + id + " " + rule.asString()));
      if (store.get("member").asBoolean()) {
        members.add(id);
        compare(id, store, find(snapshot.get("stores"), id), differences);
      } else if (find(snapshot.get("leftOut"), id).isMissingNode()) {
        differences.add("store " + id + " is not left out");
      }
    }
    Set<String> shown = new TreeSet<>();
    snapshot.get("stores").forEach(store -> shown.add(store.get("storeId").asString()));
    same("stores", members, shown, differences);
    Set<String> findings = new TreeSet<>();
    for (JsonNode finding : snapshot.get("findings")) {
      findings.add(
          "store " + finding.get("storeId").asString() + " " + finding.get("rule").asString());
    }
    same("findings", expectedFindings, findings, differences);
    return differences;
  }

  private void compare(String id, JsonNode truth, JsonNode store, List<String> differences) {
    for (String name : List.of("state", "statusAddress")) {
      same(
          "store " + id + " " + name,
          truth.get(name).asString(),
          store.path(name).asString(),
          differences);
    }
    boolean restarting = truth.get("condition").asString().equals("restarting");
    double tolerance = restarting ? RESTART_TOLERANCE : TOLERANCE;
    truth
        .get("fields")
        .properties()
        .forEach(entry -> {
          String what = "store " + id + " " + entry.getKey();
          JsonNode expected = entry.getValue();
          JsonNode field = store.path("fields").path(entry.getKey());
          if (expected.isString()) {
            String reason = expected.asString().replace("not_a_number", ofNotANumber);
            same(what, reason, field.path("absent").asString("a value"), differences);
          } else if (!field.has("value")) {
            differences.add(what + ": " + field + " (expected: " + expected + ")");
          } else {
            double value = field.get("value").asDouble();
            double wanted = expected.asDouble();
            if (Math.abs(value - wanted) > tolerance * wanted) {
              differences.add(what + ": " + value + " (expected: " + wanted + ")");
            }
          }
        });
  }

  private static JsonNode find(JsonNode stores, String id) {
    for (JsonNode store : stores) {
      if (store.get("storeId").asString().equals(id)) {
        return store;
      }
    }
    return stores.path("missing");
  }

  private static void same(String what, Object expected, Object found, List<String> differences) {
    if (!expected.equals(found)) {
      differences.add(what + ": " + found + " (expected: " + expected + ")");
    }
  }
}
