package lampas.examples.metastore.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lampas.examples.metastore.mvcc.KeyRange;
import org.junit.jupiter.api.Test;

class KeyIntervalsTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  private ByteString key() {
    byte[] key = new byte[1 + random.nextInt(2)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(6) - 3);
    }
    return ByteString.copyFrom(key);
  }

  @Test
  void aSetOfRangesHasTheKeysOfEach() {
    for (int round = 0; round < 2000; round++) {
      KeyIntervals set = new KeyIntervals();
      List<KeyRange> ranges = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        ByteString end = random.nextBoolean() ? ByteString.EMPTY : key();
        KeyRange range = new KeyRange(key(), end);
        ranges.add(range);
        set.add(range);
      }
      for (int i = 0; i < 40; i++) {
        ByteString key = key();
        assertThat(set.contains(key))
            .as("seed %d, round %d: %s in %s", seed, round, key, ranges)
            .isEqualTo(ranges.stream().anyMatch(range -> range.contains(key)));
      }
    }
  }
}
