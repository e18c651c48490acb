package lampas.promql.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHashTest {
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "abc, 44bc2cf5ad770999",
    "Nobody inspects the spammish repetition, fbcea83c8a378bf1",
    "xxhash, 32dd38952c4bc720",
  })
  void hashesAsTheReferenceDoes(String text, String expected) {
    assertThat(Long.toHexString(XxHash.hash(text.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(expected);
  }
}
