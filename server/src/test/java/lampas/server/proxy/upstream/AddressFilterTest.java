package lampas.server.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFilterTest {
  private final AddressFilter filter = AddressFilter.of(URI.create("http://prom.internal:9090/x"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dial tcp prom.internal:9090: refused | dial tcp backend: refused",
        "PROM.INTERNAL failed | backend failed",
        "see https://other.host:1/a?b for more | see backend for more",
        "port 9090 is taken, 19090 is not | port backend is taken, 19090 is not",
        "my-prom.internal is not it | my-prom.internal is not it",
        "found duplicate series for {instance=\"10.0.0.1:80\"} | found duplicate series for"
            + " {instance=\"10.0.0.1:80\"}"
      })
  void messagesLoseTheBackendsAddress(String message, String shown) {
    assertThat(filter.clean(message)).isEqualTo(shown);
  }
}
