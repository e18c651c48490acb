package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenTextsTest {
  @Test
  void whatWasAddedIsSeenAndNothingElse() {
    SeenTexts seen = new SeenTexts();
    for (int i = 0; i < 100_000; i++) {
      seen.add("/api/" + i);
      seen.add("/api/" + i);
    }

    assertThat(seen.size()).isEqualTo(100_000);
    for (int i = 0; i < 100_000; i++) {
      assertThat(seen.contains("/api/" + i)).isTrue();
      assertThat(seen.contains("/api/x" + i)).isFalse();
    }
    assertThat(seen.contains("")).isFalse();
    seen.add("");
    assertThat(seen.contains("")).isTrue();
  }
}
