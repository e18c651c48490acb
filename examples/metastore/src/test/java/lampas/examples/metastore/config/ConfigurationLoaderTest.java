package lampas.examples.metastore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConfigurationLoaderTest {
  private static ConfigurationLoader file(String yaml) {
    return ConfigurationLoader.text("metastore.yml", yaml);
  }

  @Test
  void withoutAnySourceEverythingHasItsDefault() {
    MetastoreConfiguration defaults = ConfigurationLoader.empty().load();

    assertThat(defaults)
        .isEqualTo(
            new MetastoreConfiguration(
                "node1",
                "127.0.0.1",
                2379,
                0,
                Path.of("metastore-data"),
                List.of(),
                new RaftSettings(Duration.ofMillis(1500), Duration.ofSeconds(5), 100_000),
                Duration.ofMinutes(5),
                new MonitoringSettings(true, 9090, Duration.ofMillis(100)),
                new LimitSettings(
                    1000,
                    OptionalInt.of(10_000),
                    OptionalInt.empty(),
                    20_000,
                    1000,
                    10_000,
                    1_572_864,
                    Duration.ofSeconds(5))));
    assertThat(defaults.folder()).isEqualTo(Path.of("metastore-data/node1"));
  }

  @Test
  void everyKeyOfTheFileEndsUpInItsPlace() {
    MetastoreConfiguration loaded =
        file("""
        server:
          name: b
          host: 0.0.0.0
          port: 1001
          peer_port: 1002
          data: somewhere
          members:
            - name: a
              peer: 10.0.0.1:1
              client: 10.0.0.1:2
            - {name: b, peer: "[::1]:3", client: "[::1]:4"}
          raft:
            election_timeout: 3s
            proposal_timeout: 4s
            snapshot_every: 5
          auth:
            token_ttl: 6m
          monitoring:
            enable_prometheus: false
            prometheus_port: 1007
            slow_request_threshold: 8ms
          limits:
            connections: 9
            requests_per_second: 10
            requests_per_second_per_client: 11
            burst: 12
            streams_per_connection: 13
            watches_per_stream: 14
            request_bytes: 15
            keepalive_interval: 16s
        """)
            .load();

    assertThat(loaded)
        .isEqualTo(
            new MetastoreConfiguration(
                "b",
                "0.0.0.0",
                1001,
                1002,
                Path.of("somewhere"),
                List.of(
                    new Member("a", new Address("10.0.0.1", 1), new Address("10.0.0.1", 2)),
                    new Member("b", new Address("::1", 3), new Address("::1", 4))),
                new RaftSettings(Duration.ofSeconds(3), Duration.ofSeconds(4), 5),
                Duration.ofMinutes(6),
                new MonitoringSettings(false, 1007, Duration.ofMillis(8)),
                new LimitSettings(
                    9,
                    OptionalInt.of(10),
                    OptionalInt.of(11),
                    12,
                    13,
                    14,
                    15,
                    Duration.ofSeconds(16))));
  }

  @Test
  void theFlagWinsOverTheEnvironmentTheEnvironmentOverTheFileTheFileOverTheDefault() {
    ConfigurationLoader inFile =
        file("server: {monitoring: {prometheus_port: 1, enable_prometheus: true}}");
    ConfigurationLoader inEnvironment =
        inFile.withEnvironment(
            Map.of(
                "METASTORE_MONITORING_PROMETHEUS_PORT", "2",
                "METASTORE_MONITORING_ENABLE_PROMETHEUS", "false"));
    ConfigurationLoader inFlags =
        inEnvironment.withFlags(Map.of("--monitoring.prometheus-port", "3"));

    assertThat(ConfigurationLoader.empty().load().monitoring().prometheusPort()).isEqualTo(9090);
    assertThat(inFile.load().monitoring().prometheusPort()).isEqualTo(1);
    assertThat(inEnvironment.load().monitoring().prometheusPort()).isEqualTo(2);
    assertThat(inEnvironment.load().monitoring().enablePrometheus()).isFalse();
    assertThat(inFlags.load().monitoring().prometheusPort()).isEqualTo(3);
  }

  @Test
  void membersCanBeGivenAsOneText() {
    Map<String, String> flags = Map.of("--members", "a=h:1/h:2, b=[::1]:3/h:4", "--name", "b");

    MetastoreConfiguration loaded = ConfigurationLoader.empty().withFlags(flags).load();

    assertThat(loaded.members()).extracting(Member::name).containsExactly("a", "b");
    assertThat(Member.format(loaded.members())).isEqualTo("a=h:1/h:2,b=[::1]:3/h:4");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithTheNearestKnownName() {
    ConfigurationLoader wrong =
        file("""
        server:
          monitoring:
            enable_prometheus: perhaps
            prometheus_prt: 9090
          limits:
            burst: 0
            burst: 1
          colour: red
          members: [{name: a, peer: "h:1", cient: "h:2"}]
        sever: {}
        """)
            .withEnvironment(
                Map.of(
                    "METASTORE_MONITORING_PROMETHEUS_PROT", "1",
                    "METASTORE_PORT", "70000",
                    "HOME", "elsewhere"))
            .withFlags(Map.of("--limits.brust", "1", "--name", "a b"));

    assertThatThrownBy(wrong::load)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            """
            metastore.yml:3:24: server.monitoring.enable_prometheus: perhaps (expected: true or false)
            metastore.yml:4:5: server.monitoring.prometheus_prt: unknown key (did you mean prometheus_port?)
            metastore.yml:6:12: server.limits.burst: 0 (expected: a whole number above 0)
            metastore.yml:7:5: server.limits.burst: comes twice (expected: once)
            metastore.yml:8:3: server.colour: unknown key (expected one of: name, host, port, peer_port, data, members, raft, auth, monitoring, limits)
            metastore.yml:9:13: server.members[0]: incomplete (expected: name, peer and client)
            metastore.yml:9:36: server.members[0].cient: unknown key (did you mean client?)
            metastore.yml:10:1: sever: unknown key (did you mean server?)
            METASTORE_MONITORING_PROMETHEUS_PROT: unknown variable (did you mean METASTORE_MONITORING_PROMETHEUS_PORT?)
            --limits.brust: unknown flag (did you mean --limits.burst?)
            --name: a b (expected: letters, digits, - and _)
            METASTORE_PORT: 70000 (expected: a port, 0 to 65535)\
            """);
  }

  @Test
  void aTextThatIsNoYamlIsToldWithItsPlace() {
    assertThatThrownBy(file("server: [1")::load)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("metastore.yml:1:11: not YAML: ");
  }

  @Test
  void aNodeMustBeOneOfTheMembers() {
    assertThatThrownBy(
            ConfigurationLoader.empty()
                    .withFlags(Map.of("--members", "node-1=h:1/h:2", "--name", "node1"))
                ::load)
        .hasMessage("server.name: node1 is not one of the members (did you mean node-1?)");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ConfigurationLoader.file(Path.of("nowhere.yml")))
        .hasMessage("nowhere.yml: no such file (expected: a YAML file)");
  }
}
