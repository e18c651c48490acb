package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparseCellsTest {
  private static final int ROUNDS = 200_000;

  @Test
  void aSegmentThatTwoThreadsMakeAtOnceKeepsTheCountsOfBoth() throws Exception {
    List<SparseCells> rounds = IntStream.range(0, ROUNDS).mapToObj(i -> new SparseCells()).toList();
    Threads.run(2, () -> rounds.forEach(cells -> count(cells, 5)));

    for (SparseCells cells : rounds) {
      assertThat(counts(cells)).containsExactly("5: 2");
    }
  }

  @Test
  void segmentsThatThreadsMakeNextToEachOtherAreAllKept() throws Exception {
    List<SparseCells> rounds =
        IntStream.range(0, ROUNDS / 10).mapToObj(i -> new SparseCells()).toList();
    Threads.run(
        2,
        () -> rounds.forEach(cells -> IntStream.of(0, -40, 90, 20).forEach(i -> count(cells, i))));

    for (SparseCells cells : rounds) {
      assertThat(counts(cells)).containsExactly("-40: 2", "0: 2", "20: 2", "90: 2");
      assertThat(cells.segments()).isEqualTo(4);
    }
  }

  private static void count(SparseCells cells, int index) {
    long[] segment = cells.find(index);
    if (segment == null) {
      cells.make(index);
      segment = cells.find(index);
    }
    while (segment == null || !SparseCells.tryIncrement(segment, index)) {
      Thread.onSpinWait();
    }
  }

  private static List<String> counts(SparseCells cells) {
    List<String> counts = new ArrayList<>();
    cells.forEach((index, count) -> counts.add(index + ": " + count));
    return counts;
  }
}
