package lampas.examples.tikv.cluster;

import java.util.List;
import java.util.TreeSet;
import lampas.examples.tikv.store.Condition;
import lampas.examples.tikv.store.PretendedStore;
import lampas.examples.tikv.store.Profile;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is true of the stores: a number for each field of {@code lampas stores --json}, or the name
 * of the reason why it should be absent, and the findings that there should be.
 *
 * <p>Left out is how old samples are, which is up to who scrapes.
 */
final class Truth {
  private static final JsonMapper JSON = new JsonMapper();

  private Truth() {}

  static String of(List<PretendedStore> stores) {
    ObjectNode truth = JSON.createObjectNode();
    var list = truth.putArray("stores");
    for (PretendedStore store : stores) {
      ObjectNode one = list.addObject();
      one.put("storeId", String.valueOf(store.id()));
      one.put("condition", store.condition().text());
      one.put("state", store.condition().state());
      one.put("statusAddress", store.statusAddress());
      one.put("member", store.condition().isMember());
      var findings = one.putArray("findings");
      if (store.condition() != Condition.SILENT || !store.isServing()) {
        new TreeSet<>(store.condition().findings()).forEach(findings::add);
      }
      if (store.condition().isMember()) {
        fields(store, one.putObject("fields"));
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(truth);
  }

  private static void fields(PretendedStore store, ObjectNode fields) {
    Profile profile = store.profile();
    fields.put("leaders", profile.leaders());
    fields.put("regions", profile.regions());
    if (!store.isServing()) {
      fields.put("up", 0);
      List.of(
              "qps",
              "latencyP99Millis",
              "diskUsedBytes",
              "diskCapacityBytes",
              "diskAvailableBytes",
              "cpuCores",
              "raftLogLagEntries",
              "raftCommitP99Millis")
          .forEach(field -> fields.put(field, "scrape_failed"));
      return;
    }
    fields.put("up", 1);
    fields.put("qps", profile.qps());
    fields.put("latencyP99Millis", 1000 * profile.latency().p99());
    fields.put("diskUsedBytes", profile.usedBytes());
    fields.put("diskCapacityBytes", profile.capacityBytes());
    fields.put("diskAvailableBytes", profile.availableBytes());
    fields.put("cpuCores", profile.cpuCores());
    fields.put("raftLogLagEntries", profile.logLag().p99());
    fields.put("raftCommitP99Millis", 1000 * profile.commit().p99());
    if (store.condition() == Condition.LACKING) {
      fields.put("raftCommitP99Millis", "no_such_series");
    }
    if (store.condition() == Condition.NOT_A_NUMBER) {
      fields.put("diskCapacityBytes", "not_a_number");
    }
  }
}
