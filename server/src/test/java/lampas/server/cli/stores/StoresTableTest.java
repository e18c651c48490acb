package lampas.server.cli.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lampas.client.tikv.Absence;
import lampas.client.tikv.ClusterSnapshot;
import lampas.client.tikv.Finding;
import lampas.client.tikv.HealthRule;
import lampas.client.tikv.Reading;
import lampas.client.tikv.Store;
import lampas.client.tikv.StoreField;
import lampas.client.tikv.StoreMetrics;
import lampas.client.tikv.StoreState;
import org.junit.jupiter.api.Test;

class StoresTableTest {
  private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");
  private static final ClusterSnapshot SNAPSHOT =
      new ClusterSnapshot(
          TIME,
          List.of(
              metrics(store("1", "tikv-0:20180", StoreState.UP), 1 << 20),
              absent(
                  store("20", "evil\u001b[2J\u202e:1", StoreState.DOWN),
                  new Absence.ScrapeFailed(Optional.of(Duration.ofMillis(42_900))))),
          List.of(store("3", "tikv-3:20180", StoreState.TOMBSTONE)),
          List.of("a block\nis missing"));
  private static final List<Finding> FINDINGS =
      List.of(
          new Finding(
              "20",
              HealthRule.STORE_DOWN,
              Finding.State.FIRING,
              TIME.minusSeconds(60),
              TIME,
              "PD says Down"),
          new Finding(
              "1", HealthRule.SLOW, Finding.State.PENDING, TIME, TIME, "p99 latency 230 ms"),
          new Finding("1", HealthRule.LEAVING, Finding.State.FIRING, TIME, TIME, "leaving"));

  private static Store store(String id, String address, StoreState state) {
    return new Store(
        id,
        Optional.of("peer-" + id),
        Optional.of(address),
        state,
        Map.of("zone", "z1"),
        OptionalLong.of(300),
        OptionalDouble.of(1),
        OptionalLong.of(900),
        Optional.empty(),
        Optional.empty());
  }

  private static StoreMetrics metrics(Store store, double bytes) {
    Map<StoreField, Reading> readings = new EnumMap<>(StoreField.class);
    double number = 0.25;
    for (StoreField field : StoreField.values()) {
      readings.put(field, Reading.of(field.unit().equals("bytes") ? bytes : number));
      number++;
    }
    readings.put(StoreField.UP, Reading.of(1));
    readings.put(StoreField.DISK_AVAILABLE, Reading.of(bytes / 4));
    return new StoreMetrics(store, readings);
  }

  private static StoreMetrics absent(Store store, Absence reason) {
    Map<StoreField, Reading> readings = new EnumMap<>(StoreField.class);
    for (StoreField field : StoreField.values()) {
      readings.put(field, Reading.absent(reason));
    }
    readings.put(StoreField.UP, Reading.of(0));
    readings.put(StoreField.CPU, Reading.absent(new Absence.QueryFailed("no\rnews")));
    return new StoreMetrics(store, readings);
  }

  @Test
  void aTableHasUnitsReasonsAndFindingsAndNothingThatATerminalObeys() {
    assertThat(StoresTable.of(SNAPSHOT, FINDINGS))
        .isEqualTo(
            """
            STORE  STATE   UP  AGE  QPS  P99 ms     USED  CAPACITY  FULL   CPU  LAG  COMMIT ms  LEADERS  REGIONS  STATUS ADDRESS
            1      Up     yes  1 s  2.3     3.3  1.0 MiB   1.0 MiB  75 %  7.25    8        9.3       10       11  tikv-0:20180
            20     Down    no    -    -       -        -         -     -     -    -          -        -        -  evil\\u{1b}[2J\\u{202e}:1

            notes:
              store 20: sampleAgeSeconds, qps, latencyP99Millis, diskUsedBytes, diskCapacityBytes, diskAvailableBytes, raftLogLagEntries, raftCommitP99Millis, leaders, regions: scrape failed, the newest sample is 42s old
              store 20: cpuCores: query failed: no\\u{d}news
              store 3: left out: Tombstone
              warning: a block\\u{a}is missing

            findings:
              firing  store_down       store 20: PD says Down, since 2026-11-20T11:59:00Z
              pending slow             store 1: p99 latency 230 ms
              note    leaving          store 1: leaving
            """);
    assertThat(StoresTable.findings(List.of())).isEqualTo("\nno findings\n");
  }

  @Test
  void jsonHasAValueOrAReasonForEveryField() {
    String json = StoresJson.of(SNAPSHOT, FINDINGS);

    assertThat(json)
        .doesNotContain("\n")
        .startsWith(
            "{\"time\":\"2026-11-20T12:00:00Z\",\"stores\":[{\"storeId\":\"1\",\"state\":\"Up\","
                + "\"peerAddress\":\"peer-1\",\"statusAddress\":\"tikv-0:20180\","
                + "\"labels\":{\"zone\":\"z1\"},\"fields\":{\"up\":{\"value\":1.0},"
                + "\"sampleAgeSeconds\":{\"value\":1.25},\"qps\":{\"value\":2.25},")
        .contains(
            "\"qps\":{\"absent\":\"scrape_failed\",\"reason\":\"scrape failed, the newest sample"
                + " is 42s old\"}",
            "\"leftOut\":[{\"storeId\":\"3\",\"state\":\"Tombstone\"",
            "\"findings\":[{\"rule\":\"store_down\",\"storeId\":\"20\",\"state\":\"firing\","
                + "\"problem\":true,\"since\":\"2026-11-20T11:59:00Z\","
                + "\"lastSeen\":\"2026-11-20T12:00:00Z\",\"message\":\"PD says Down\"}")
        .endsWith("\"warnings\":[\"a block\\nis missing\"]}");
  }
}
