package lampas.examples.metastore.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lampas.examples.metastore.mvcc.KeyRange;
import org.junit.jupiter.api.Test;

class KeyIntervalsTest {
  private static final byte[] LETTERS = {0, 1, 'a', (byte) 0x80, (byte) 0xff};

  /** All keys of one and two letters, and those of two with a zero byte after them. */
  private static final List<ByteString> KEYS = keys();

  @Test
  void coversWhatAModelOfSingleKeysCovers() {
    long seed = 20_261_120;
    SplittableRandom random = new SplittableRandom(seed);
    int covered = 0;
    for (int round = 0; round < 20_000; round++) {
      List<KeyRange> granted = ranges(random, random.nextInt(6));
      KeyIntervals intervals = KeyIntervals.union(granted);
      KeyRange wanted = range(random);
      boolean expected =
          KEYS.stream()
              .filter(wanted::contains)
              .allMatch(key -> granted.stream().anyMatch(range -> range.contains(key)));
      assertThat(intervals.cover(wanted))
          .as("seed %d, round %d: %s in %s", seed, round, wanted, granted)
          .isEqualTo(expected);
      covered += expected ? 1 : 0;
    }
    assertThat(covered).isBetween(4_000, 16_000);
  }

  @Test
  void aKeyAndTheRangeAfterItAreOne() {
    KeyIntervals intervals =
        KeyIntervals.union(
            List.of(KeyRange.of(bytes("a")), new KeyRange(bytes("a\0"), bytes("b"))));

    assertThat(intervals.cover(new KeyRange(bytes("a"), bytes("b")))).isTrue();
    assertThat(intervals.cover(new KeyRange(bytes("a"), bytes("b\0")))).isFalse();
  }

  @Test
  void ofARangeWithoutKeysTheStartIsLookedFor() {
    KeyIntervals intervals = KeyIntervals.union(List.of(new KeyRange(bytes("b"), bytes("d"))));

    assertThat(intervals.cover(new KeyRange(bytes("c"), bytes("a")))).isTrue();
    assertThat(intervals.cover(new KeyRange(bytes("e"), bytes("a")))).isFalse();
  }

  @Test
  void nothingCoversNothing() {
    assertThat(KeyIntervals.union(List.of()).cover(KeyRange.of(bytes("a")))).isFalse();
    assertThat(KeyIntervals.union(List.of()).cover(KeyRange.ALL)).isFalse();
  }

  private static List<KeyRange> ranges(SplittableRandom random, int count) {
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ranges.add(range(random));
    }
    return ranges;
  }

  /** A range with at least one key, which is among those of the model. */
  private static KeyRange range(SplittableRandom random) {
    ByteString start = key(random);
    return switch (random.nextInt(8)) {
      case 0 -> KeyRange.of(start);
      case 1 -> new KeyRange(start, KeyRange.ALL.end());
      case 2 -> KeyRange.ALL;
      default -> {
        ByteString end = key(random);
        yield KeyRange.compare(start, end) < 0 ? new KeyRange(start, end) : range(random);
      }
    };
  }

  /** Keys of one or two letters: the next after each of them is in the model. */
  private static ByteString key(SplittableRandom random) {
    byte[] key = new byte[1 + random.nextInt(2)];
    for (int i = 0; i < key.length; i++) {
      key[i] = LETTERS[random.nextInt(LETTERS.length)];
    }
    return ByteString.copyFrom(key);
  }

  private static List<ByteString> keys() {
    List<ByteString> keys = new ArrayList<>();
    for (byte first : LETTERS) {
      keys.add(ByteString.copyFrom(new byte[] {first}));
      for (byte second : LETTERS) {
        keys.add(ByteString.copyFrom(new byte[] {first, second}));
        keys.add(ByteString.copyFrom(new byte[] {first, second, 0}));
      }
    }
    return keys;
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
