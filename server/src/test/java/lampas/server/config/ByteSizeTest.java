package lampas.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteSizeTest {
  @Test
  void everyUnitIsAPowerOf1024() {
    assertThat(ByteSize.parseLimit("7B")).hasValue(7);
    assertThat(ByteSize.parseLimit("7KB")).hasValue(7 << 10);
    assertThat(ByteSize.parseLimit("7KiB")).hasValue(7 << 10);
    assertThat(ByteSize.parseLimit("7MB")).hasValue(7 << 20);
    assertThat(ByteSize.parseLimit("7gb")).hasValue(7L << 30);
    assertThat(ByteSize.parseLimit("7TB")).hasValue(7L << 40);
    assertThat(ByteSize.parseLimit("7EB")).hasValue(7L << 60);
  }

  @Test
  void zeroIsNoLimit() {
    assertThat(ByteSize.parseLimit("0")).isEmpty();
    assertThat(ByteSize.parseLimit("0MB")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "MB", "7M", "7XB", "-7MB", "7.5MB", "8EB", "7 MB"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> ByteSize.parseLimit(text))
        .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
  }
}
