package lampas.examples.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight =
      new InFlight(
          new ReplicaSettings(
              "a",
              List.of(new RaftMember("a", "127.0.0.1", 1)),
              Path.of("unused"),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              1,
              10,
              3,
              15));

  @Test
  void eachProposalTellsTheLowestNumberThatIsWaitedFor() {
    Proposal first = inFlight.add(bytes(1));
    Proposal second = inFlight.add(bytes(1));
    assertThat(lowest(first)).isEqualTo(first.number());
    assertThat(lowest(second)).isEqualTo(first.number());
    inFlight.remove(first);
    assertThat(lowest(inFlight.add(bytes(1)))).isEqualTo(second.number());
  }

  @Test
  void theirNumberIsBounded() {
    Proposal first = inFlight.add(bytes(1));
    inFlight.add(bytes(1));
    inFlight.add(bytes(1));
    assertThatThrownBy(() -> inFlight.add(bytes(1))).hasMessage("etcdserver: too many requests");
    inFlight.remove(first);
    inFlight.remove(first);
    assertThat(inFlight.add(bytes(1)).number()).isEqualTo(4);
    assertThatThrownBy(() -> inFlight.add(bytes(1))).hasMessage("etcdserver: too many requests");
  }

  @Test
  void theirSizeIsBoundedEachAndTogether() {
    assertThatThrownBy(() -> inFlight.add(bytes(11)))
        .hasMessage("etcdserver: request is too large");
    inFlight.add(bytes(10));
    inFlight.add(bytes(5));
    assertThatThrownBy(() -> inFlight.add(bytes(1))).hasMessage("etcdserver: too many requests");
    assertThat(inFlight.count()).isEqualTo(2);
  }

  @Test
  void onceClosedItTakesNoMore() {
    Proposal first = inFlight.add(bytes(1));
    assertThat(inFlight.close()).containsExactly(first);
    assertThatThrownBy(() -> inFlight.add(bytes(1))).hasMessage("etcdserver: server stopped");
  }

  private static long lowest(Proposal proposal) {
    return Entries.lowest(proposal.message().getContent());
  }

  private static ByteString bytes(int size) {
    return ByteString.copyFrom(new byte[size]);
  }
}
