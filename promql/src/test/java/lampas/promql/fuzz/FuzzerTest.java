package lampas.promql.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few seconds of what {@code dev/fuzz} does for longer. */
class FuzzerTest {
  private static final int ROUNDS = 20_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  @Timeout(120)
  void madeUpQueriesGiveAResultOrAPromqlErrorSoon(long seed) throws IOException {
    Fuzzer fuzzer = new Fuzzer(seed);
    for (int i = 0; i < ROUNDS; i++) {
      fuzzer.round();
    }
    assertThat(fuzzer.findings()).as("seed %d: %s", seed, fuzzer.summary()).isEmpty();
  }
}
