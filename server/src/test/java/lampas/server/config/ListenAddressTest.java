package lampas.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9090", "localhost:0", "[::1]:65535", ":8080"})
  void anAddressReadsWhatItPrints(String text) {
    assertThat(ListenAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9090", "host", "host:", "host:65536", "host:-1", "::1:9090", "a:1x"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("address: \"" + text + "\" (expected: host:port, such as 127.0.0.1:9090)");
  }
}
