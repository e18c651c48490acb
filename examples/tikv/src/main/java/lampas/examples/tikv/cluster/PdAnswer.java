package lampas.examples.tikv.cluster;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import lampas.examples.tikv.store.Condition;
import lampas.examples.tikv.store.PretendedStore;
import lampas.examples.tikv.store.Profile;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The list of stores in PD's own shape; source: pkg/response/store.go of PD. */
final class PdAnswer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private PdAnswer() {}

  /**
   * The stores in some states.
   *
   * @param states PD's numbers: 0 for Up, Disconnected and Down, 1 for Offline, 2 for Tombstone
   */
  static String stores(List<PretendedStore> stores, Set<Integer> states, Instant now) {
    ObjectNode answer = JSON.createObjectNode();
    List<PretendedStore> asked =
        stores.stream().filter(store -> states.contains(number(store))).toList();
    answer.put("count", asked.size());
    ArrayNode list = answer.putArray("stores");
    for (PretendedStore store : asked) {
      ObjectNode one = list.addObject();
      Instant heartbeat = store.condition() == Condition.HANGING ? now.minus(SILENCE) : now;
      meta(one.putObject("store"), store, heartbeat);
      status(one.putObject("status"), store, heartbeat);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
  }

  private static int number(PretendedStore store) {
    return switch (store.condition().state()) {
      case "Offline" -> 1;
      case "Tombstone" -> 2;
      default -> 0;
    };
  }

  private static void meta(ObjectNode meta, PretendedStore store, Instant heartbeat) {
    meta.put("id", store.id());
    meta.put("address", store.peerAddress());
    if (store.condition() == Condition.OF_OTHER_ENGINE) {
      meta.putArray("labels").addObject().put("key", "engine").put("value", "tiflash");
    } else {
      meta.putArray("labels").addObject().put("key", "zone").put("value", "z" + store.id() % 3);
    }
    int number = number(store);
    if (number != 0) {
      meta.put("state", number);
    }
    meta.put("version", "8.5.1");
    meta.put("status_address", store.statusAddress());
    meta.put("start_timestamp", store.startTime().getEpochSecond());
    meta.put("deploy_path", "/tikv");
    meta.put("last_heartbeat", heartbeat.getEpochSecond() * 1_000_000_000L + heartbeat.getNano());
    meta.put("state_name", store.condition().state());
  }

  private static void status(ObjectNode status, PretendedStore store, Instant heartbeat) {
    Profile profile = store.profile();
    status.put("capacity", size(profile.capacityBytes()));
    status.put("available", size(profile.availableBytes()));
    status.put("used_size", size(profile.usedBytes()));
    status.put("leader_count", profile.leaders());
    status.put("leader_weight", 1);
    status.put("leader_score", profile.leaders());
    status.put("region_count", profile.regions());
    status.put("region_weight", 1);
    status.put("region_score", profile.regions());
    status.put("start_ts", time(store.startTime()));
    status.put("last_heartbeat_ts", time(heartbeat));
    status.put(
        "uptime", Math.max(0, Duration.between(store.startTime(), heartbeat).toSeconds()) + "s");
  }

  /* PD rounds sizes to four digits. */
  private static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return rounded.toPlainString() + UNITS[unit];
  }

  private static String time(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }
}
