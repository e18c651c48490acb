package lampas.workflow.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LlmUsageTest {
  private static final LlmUsage CALL = LlmUsage.of("openai", "gpt-4o");

  @Test
  void cachedTokensAreNeverAmongThoseThatAreChargedInFull() {
    LlmUsage included = CALL.withInputIncludingCached(1000, 400);
    LlmUsage apart = CALL.withInputAndCached(600, 400);

    assertThat(included).isEqualTo(apart);
    assertThat(included.input()).hasValue(600);
    assertThat(included.cachedInput()).hasValue(400);
  }

  @Test
  void whatNobodySaidIsNotZero() {
    assertThat(CALL.input()).isEmpty();
    assertThat(CALL.output()).isEmpty();
    assertThat(CALL.withInput(5).cachedInput()).isEmpty();
    assertThat(CALL.isKnown()).isFalse();
    assertThat(CALL.withInput(5).isKnown()).isFalse();
    assertThat(CALL.withOutput(5).isKnown()).isFalse();
    assertThat(CALL.withInput(0).withOutput(0).isKnown()).isTrue();
  }

  @Test
  void whatMakesNoSenseIsUnknownAndThrowsNothing() {
    assertThat(LlmUsage.of("", " "))
        .extracting(LlmUsage::provider, LlmUsage::model)
        .containsExactly("unknown", "unknown");
    assertThat(CALL.withInput(-1).input()).isEmpty();
    assertThat(CALL.withOutput(-1).output()).isEmpty();
    assertThat(CALL.withInputIncludingCached(3, 4).input()).isEmpty();
    assertThat(CALL.withInputIncludingCached(3, 4).cachedInput()).isEmpty();
    assertThat(CALL.withInputIncludingCached(3, -1).input()).isEmpty();
    assertThat(CALL.withInputAndCached(3, -1).cachedInput()).isEmpty();
  }
}
