package lampas.examples.metastore.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionLogTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final KeyHistory history = new KeyHistory(ByteString.copyFromUtf8("a"));

  private Version version(long revision, int subRevision) {
    return new Version(
        history, KeyValue.newBuilder().setModRevision(revision).setVersion(1).build(), subRevision);
  }

  @Test
  void theLogIsAListThatForgetsItsBeginning() {
    VersionLog log = new VersionLog();
    List<Version> list = new ArrayList<>();
    long revision = 1;
    for (int step = 0; step < 5000; step++) {
      revision += 1 + random.nextInt(2);
      for (int sub = random.nextInt(4); sub >= 0; sub--) {
        Version version = version(revision, sub);
        log.append(version);
        list.add(version);
      }
      if (random.nextInt(200) == 0) {
        int dropped = random.nextInt(list.size() + 1);
        log.dropFirst(dropped);
        list.subList(0, dropped).clear();
      }
      assertThat(log.size()).as("seed %d, step %d", seed, step).isEqualTo(list.size());
      long wanted = random.nextLong(revision + 2);
      int expected = (int) list.stream().takeWhile(version -> version.revision() < wanted).count();
      assertThat(log.indexOf(wanted)).as("seed %d, step %d", seed, step).isEqualTo(expected);
      if (expected < list.size()) {
        assertThat(log.get(expected)).isSameAs(list.get(expected));
      }
    }
  }
}
