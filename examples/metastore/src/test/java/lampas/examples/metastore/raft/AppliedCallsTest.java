package lampas.examples.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AppliedCallsTest {
  private static final UUID CLIENT = new UUID(1, 2);

  private final AppliedCalls calls = new AppliedCalls();

  @Test
  void aProposalIsAppliedOnceInWhateverOrderTheyCome() {
    assertThat(calls.add(CLIENT, 3, 1)).isTrue();
    assertThat(calls.add(CLIENT, 1, 1)).isTrue();
    assertThat(calls.add(CLIENT, 3, 1)).isFalse();
    assertThat(calls.add(CLIENT, 1, 1)).isFalse();
    assertThat(calls.add(CLIENT, 2, 1)).isTrue();
  }

  @Test
  void clientsDoNotShareNumbers() {
    assertThat(calls.add(CLIENT, 1, 1)).isTrue();
    assertThat(calls.add(new UUID(1, 3), 1, 1)).isTrue();
  }

  @Test
  void whatItsClientNoLongerWaitsForIsOver() {
    assertThat(calls.add(CLIENT, 5, 4)).isTrue();
    assertThat(calls.add(CLIENT, 3, 1)).isFalse();
    assertThat(calls.add(CLIENT, 4, 1)).isTrue();
  }

  @Test
  void aSnapshotRemembersThem() throws IOException {
    calls.add(CLIENT, 5, 4);
    AppliedCalls restored = restored(calls);
    assertThat(restored.add(CLIENT, 5, 4)).isFalse();
    assertThat(restored.add(CLIENT, 3, 1)).isFalse();
    assertThat(restored.add(CLIENT, 4, 4)).isTrue();
  }

  @Test
  void aThousandClientsAreRememberedThoseThatWereUsedLast() throws IOException {
    for (int i = 0; i < 1000; i++) {
      calls.add(new UUID(0, i), 1, 1);
    }
    calls.add(new UUID(0, 0), 2, 1);
    AppliedCalls restored = restored(calls);
    restored.add(CLIENT, 1, 1);
    assertThat(restored.add(new UUID(0, 0), 1, 1)).isFalse();
    assertThat(restored.add(new UUID(0, 2), 1, 1)).isFalse();
    assertThat(restored.add(new UUID(0, 1), 1, 1)).isTrue();
  }

  private static AppliedCalls restored(AppliedCalls calls) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    calls.write(new DataOutputStream(bytes));
    AppliedCalls restored = new AppliedCalls();
    restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return restored;
  }
}
