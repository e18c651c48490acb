package lampas.model.label;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelTextTest {
  @Test
  void noControlCharacterReachesATerminal() {
    assertThat(LabelText.quote("a\"b\\c\n\r\t\u001b[31m\u007f\u009b31m\u00e9"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\x1b[31m\\x7f\\u009b31m\u00e9\"");
  }
}
