package lampas.server.cli.stores;

import java.util.List;
import lampas.client.tikv.Absence;
import lampas.client.tikv.ClusterSnapshot;
import lampas.client.tikv.Finding;
import lampas.client.tikv.Reading;
import lampas.client.tikv.Store;
import lampas.client.tikv.StoreField;
import lampas.client.tikv.StoreMetrics;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A snapshot as one line of JSON. */
public final class StoresJson {
  private static final JsonMapper JSON = new JsonMapper();

  private StoresJson() {}

  /** Every field of every store, with its value or its reason, and the findings. */
  public static String of(ClusterSnapshot snapshot, List<Finding> findings) {
    ObjectNode root = JSON.createObjectNode();
    root.put("time", snapshot.time().toString());
    var stores = root.putArray("stores");
    for (StoreMetrics metrics : snapshot.stores()) {
      ObjectNode one = stores.addObject();
      store(metrics.store(), one);
      ObjectNode fields = one.putObject("fields");
      for (StoreField field : StoreField.values()) {
        reading(metrics.reading(field), fields.putObject(field.text()));
      }
    }
    var leftOut = root.putArray("leftOut");
    snapshot.leftOut().forEach(store -> store(store, leftOut.addObject()));
    findings(findings, root);
    var warnings = root.putArray("warnings");
    snapshot.warnings().forEach(warnings::add);
    return root.toString();
  }

  /** What is known after an attempt that failed. */
  public static String ofFailure(String message, List<Finding> findings) {
    ObjectNode root = JSON.createObjectNode();
    root.put("error", message);
    findings(findings, root);
    return root.toString();
  }

  private static void store(Store store, ObjectNode one) {
    one.put("storeId", store.id());
    one.put("state", store.state().text());
    store.peerAddress().ifPresent(address -> one.put("peerAddress", address));
    store.statusAddress().ifPresent(address -> one.put("statusAddress", address));
    ObjectNode labels = one.putObject("labels");
    store.labels().forEach(labels::put);
    store.startTime().ifPresent(time -> one.put("startTime", time.toString()));
    store.lastHeartbeat().ifPresent(time -> one.put("lastHeartbeat", time.toString()));
  }

  private static void reading(Reading reading, ObjectNode field) {
    switch (reading) {
      case Reading.Value(double number) when Double.isInfinite(number) ->
          field.put("value", number > 0 ? "+Inf" : "-Inf");
      case Reading.Value(double number) -> field.put("value", number);
      case Reading.Absent(Absence reason) -> {
        field.put("absent", reason.code());
        field.put("reason", reason.text());
      }
    }
  }

  private static void findings(List<Finding> findings, ObjectNode root) {
    var list = root.putArray("findings");
    for (Finding finding : findings) {
      list.addObject()
          .put("rule", finding.rule().text())
          .put("storeId", finding.storeId())
          .put("state", finding.state() == Finding.State.FIRING ? "firing" : "pending")
          .put("problem", finding.isProblem())
          .put("since", finding.since().toString())
          .put("lastSeen", finding.lastSeen().toString())
          .put("message", finding.message());
    }
  }
}
