package lampas.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SortedIdsTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void theAlgebraIsThatOfSets() {
    for (int round = 0; round < 5_000; round++) {
      NavigableSet<Integer> left = randomSet();
      NavigableSet<Integer> right = randomSet();
      TreeSet<Integer> both = new TreeSet<>(left);
      both.retainAll(right);
      TreeSet<Integer> without = new TreeSet<>(left);
      without.removeAll(right);
      assertThat(list(ids(left).and(ids(right)))).as("seed %d", seed).isEqualTo(List.copyOf(both));
      assertThat(list(ids(left).minus(ids(right))))
          .as("seed %d", seed)
          .isEqualTo(List.copyOf(without));
    }
  }

  @Test
  void theUnionOfManyHasEachOnce() {
    for (int round = 0; round < 1_000; round++) {
      List<SortedIds> lists = new ArrayList<>();
      TreeSet<Integer> all = new TreeSet<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        NavigableSet<Integer> one = randomSet();
        lists.add(ids(one));
        all.addAll(one);
      }
      assertThat(list(SortedIds.union(lists))).as("seed %d", seed).isEqualTo(List.copyOf(all));
    }
  }

  @Test
  void onlyTheFirstOfTheArrayCount() {
    SortedIds ids = new SortedIds(new int[] {1, 5, 9, 0, 0}, 3);
    assertThat(ids).hasToString("[1, 5, 9]");
    assertThat(ids.and(SortedIds.range(0, 6))).hasToString("[1, 5]");
    assertThat(SortedIds.range(0, 6).minus(ids)).hasToString("[0, 2, 3, 4]");
    assertThat(ids.filter(id -> id > 1)).hasToString("[5, 9]");
  }

  private NavigableSet<Integer> randomSet() {
    NavigableSet<Integer> set = new TreeSet<>();
    int bound = 1 + random.nextInt(random.nextBoolean() ? 10 : 1_000);
    for (int n = random.nextInt(random.nextBoolean() ? 5 : 300); n > 0; n--) {
      set.add(random.nextInt(bound));
    }
    return set;
  }

  private static SortedIds ids(NavigableSet<Integer> set) {
    return new SortedIds(set.stream().mapToInt(Integer::intValue).toArray(), set.size());
  }

  private static List<Integer> list(SortedIds ids) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      list.add(ids.get(i));
    }
    return list;
  }
}
