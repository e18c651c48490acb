package lampas.examples.metastore.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import lampas.examples.metastore.mvcc.KeyRange;
import org.junit.jupiter.api.Test;

class RangeIndexTest {
  @Test
  void aRangeThatEndsRightAfterItsFirstKeysContinuationsIsAPrefix() {
    assertThat(prefix("a", "b")).contains(bytes("a"));
    assertThat(prefix("key/", "key0")).contains(bytes("key/"));
    assertThat(prefix("a\u00ff\u00ff", "b")).contains(bytes("a\u00ff\u00ff"));
    assertThat(prefix("a", "c")).isEmpty();
    assertThat(prefix("ab", "b")).isEmpty();
    assertThat(prefix("a", "ab")).isEmpty();
    assertThat(prefix("a", "")).isEmpty();
    assertThat(prefix("\0", "\0")).isEmpty();
    assertThat(prefix("\u00ff", "\0")).isEmpty();
  }

  @Test
  void theWatchersOfAKeyAreThoseWhoseRangeHasIt() {
    Random random = new Random(20260101);
    for (int round = 0; round < 200; round++) {
      RangeIndex<Watched> index = new RangeIndex<>();
      List<Watched> watchers = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        ByteString end =
            switch (random.nextInt(4)) {
              case 0 -> ByteString.EMPTY;
              case 1 -> bytes("\0");
              default -> key(random);
            };
        Watched watcher = new Watched(i, new KeyRange(key(random), end));
        watchers.add(watcher);
        index.add(watcher.range(), watcher);
      }
      for (int i = 0; i < 10; i++) {
        Watched gone = watchers.removeLast();
        index.remove(gone.range(), gone);
      }
      ByteString key = key(random);
      List<Watched> found = new ArrayList<>();
      index.watching(List.of(key), found::add);

      assertThat(found)
          .as("key %s", key)
          .containsExactlyInAnyOrderElementsOf(
              watchers.stream().filter(watcher -> watcher.range().contains(key)).toList());
      assertThat(index.size()).isEqualTo(20);
    }
  }

  /* Three letters, of which 0xff is one, so that ranges often are prefixes. */
  private static ByteString key(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      text.append("ab\u00ff".charAt(random.nextInt(3)));
    }
    return bytes(text.toString());
  }

  private static Optional<ByteString> prefix(String start, String end) {
    return RangeIndex.prefix(new KeyRange(bytes(start), bytes(end)));
  }

  private static ByteString bytes(String latin1) {
    return ByteString.copyFrom(latin1, StandardCharsets.ISO_8859_1);
  }

  private record Watched(int number, KeyRange range) {}
}
