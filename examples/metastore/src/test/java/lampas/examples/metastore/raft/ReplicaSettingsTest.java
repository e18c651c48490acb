package lampas.examples.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaSettingsTest {
  private static final RaftMember A = new RaftMember("a", "127.0.0.1", 1);
  private static final RaftMember B = new RaftMember("b", "::1", 2);
  private static final Path FOLDER = Path.of("folder");

  @Test
  void defaultsAreThoseOfEtcdOrSafeOnBusyMachines() {
    ReplicaSettings settings = ReplicaSettings.of("a", List.of(A), FOLDER);
    assertThat(settings)
        .isEqualTo(
            new ReplicaSettings(
                "a",
                List.of(A),
                FOLDER,
                Duration.ofMillis(1500),
                Duration.ofSeconds(5),
                100_000,
                1_638_400,
                10_000,
                67_108_864));
  }

  @Test
  void whatCannotWorkIsRefused() {
    assertThatThrownBy(() -> ReplicaSettings.of("a", List.of(A, B), FOLDER))
        .hasMessage("members: 2 (expected: an odd number)");
    assertThatThrownBy(() -> ReplicaSettings.of("a", List.of(A, B, A), FOLDER))
        .hasMessageStartingWith("members: ")
        .hasMessageEndingWith(" (expected: different names)");
    assertThatThrownBy(() -> ReplicaSettings.of("c", List.of(A), FOLDER))
        .hasMessage("self: c (expected: a member)");
    assertThatThrownBy(() ->
            new ReplicaSettings("a", List.of(A), FOLDER, Duration.ZERO, Duration.ofSeconds(1), 1))
        .hasMessage("election timeout: PT0S (expected: > 0)");
    assertThatThrownBy(() ->
            new ReplicaSettings(
                "a", List.of(A), FOLDER, Duration.ofSeconds(1), Duration.ofSeconds(1), 0))
        .hasMessage("snapshot every: 0 (expected: > 0)");
  }

  @Test
  void membersHaveNamesAndAddresses() {
    assertThat(A.address()).isEqualTo("127.0.0.1:1");
    assertThat(B.address()).isEqualTo("[::1]:2");
    assertThatThrownBy(() -> new RaftMember("a b", "h", 1))
        .hasMessage("member name: \"a b\" (expected: letters, digits, - and _)");
    assertThatThrownBy(() -> new RaftMember("a", " ", 1))
        .hasMessage("peer host: empty (expected: a name or an address)");
    assertThatThrownBy(() -> new RaftMember("a", "h", 0))
        .hasMessage("peer port: 0 (expected: 1 to 65535)");
  }

  @Test
  void theGroupFollowsFromTheNamesOfAllMembersInAnyOrder() {
    RaftMember c = new RaftMember("c", "h", 3);
    RaftMember moved = new RaftMember("c", "other", 4);
    Membership all = Membership.of(ReplicaSettings.of("a", List.of(A, B, c), FOLDER));
    Membership others = Membership.of(ReplicaSettings.of("b", List.of(moved, A, B), FOLDER));
    assertThat(all.groupId()).isEqualTo(others.groupId());
    assertThat(all.groupId())
        .isNotEqualTo(Membership.of(ReplicaSettings.of("a", List.of(A), FOLDER)).groupId());
    assertThat(all.othersInMajority()).isEqualTo(1);
  }
}
