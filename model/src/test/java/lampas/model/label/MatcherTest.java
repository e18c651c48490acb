package lampas.model.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatcherTest {
  @Test
  void textIsPromQl() {
    assertThat(Matcher.equal("job", "a\"b")).hasToString("job=\"a\\\"b\"");
    assertThat(Matcher.notEqual("job", "x")).hasToString("job!=\"x\"");
    assertThat(Matcher.regex("code", "5..")).hasToString("code=~\"5..\"");
    assertThat(Matcher.notRegex("a.b", "")).hasToString("\"a.b\"!~\"\"");
  }

  @Test
  void aNameIsNeeded() {
    assertThatThrownBy(() -> Matcher.equal("", "x"))
        .hasMessage("matcher label name: empty (expected: a label name)");
  }

  @Test
  void legacyNamesAreThoseThatNeedNoQuotes() {
    assertThat(LabelNames.isLegacyLabelName("_a9")).isTrue();
    assertThat(LabelNames.isLegacyLabelName("9a")).isFalse();
    assertThat(LabelNames.isLegacyLabelName("a:b")).isFalse();
    assertThat(LabelNames.isLegacyLabelName("größe")).isFalse();
    assertThat(LabelNames.isLegacyLabelName("")).isFalse();
    assertThat(LabelNames.isLegacyMetricName("a:b")).isTrue();
    assertThat(LabelNames.isLegacyMetricName("a-b")).isFalse();
  }
}
