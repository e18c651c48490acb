package lampas.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingTest {
  @ParameterizedTest
  @CsvSource({
    "no:escaping_required, no:escaping_required, no:escaping__required, no:escaping_required",
    "http.status:sum, http_status:sum, http_dot_status:sum, U__http_2e_status:sum",
    "label with 😱, label_with__, label__with____, U__label_20_with_20__1f631_",
    "0number, _number, __number, U___30_number",
    "my.metric_x, my_metric_x, my_dot_metric__x, U__my_2e_metric__x",
  })
  void everySchemeHasItsOwnWay(String name, String underscores, String dots, String values) {
    assertThat(Escaping.ALLOW_UTF_8.escape(name)).isEqualTo(name);
    assertThat(Escaping.UNDERSCORES.escape(name)).isEqualTo(underscores);
    assertThat(Escaping.DOTS.escape(name)).isEqualTo(dots);
    assertThat(Escaping.VALUES.escape(name)).isEqualTo(values);
  }

  @Test
  void parametersAreThoseOfTheSpecification() {
    assertThat(Escaping.values())
        .extracting(Escaping::parameter)
        .containsExactly("allow-utf-8", "underscores", "dots", "values");
    assertThat(Escaping.of("values")).contains(Escaping.VALUES);
    assertThat(Escaping.of("none")).isEmpty();
  }
}
