package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomTreeTest {
  private static final int TREES = 10_000;

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void aTreeReadsBackFromItsText(long seed) {
    RandomTree trees = new RandomTree(new Random(seed));
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < TREES; i++) {
      Expression tree = trees.any(5);
      String text = Printer.print(tree);
      texts.add(text);
      assertThat(Trees.shape(Parser.parse(text)))
          .as("tree %s of seed %s: %s", i, seed, text)
          .isEqualTo(Trees.shape(tree));
      TypeChecker.check(tree);
    }
    assertThat(texts).hasSizeGreaterThan(TREES / 2);
  }
}
