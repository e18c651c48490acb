package lampas.model.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleColumnsTest {
  @Test
  void grows() {
    SampleColumns columns = new SampleColumns(0);
    for (int i = 0; i < 1_000; i++) {
      columns.add(i * 15_000L, i / 2.0);
    }

    assertThat(columns.size()).isEqualTo(1_000);
    assertThat(columns.time(999)).isEqualTo(999 * 15_000L);
    assertThat(columns.value(999)).isEqualTo(499.5);
  }

  @Test
  void aCopyKeepsItsSamplesWhenTheOriginalIsUsedAgain() {
    SampleColumns columns = new SampleColumns();
    columns.add(1, Double.NaN);
    SampleColumns copy = columns.copy();
    columns.clear();
    columns.add(2, 3);

    assertThat(copy).hasToString("[NaN@1]").isNotEqualTo(columns);
    assertThat(columns).hasToString("[3@2]");
    assertThat(copy.copy()).isEqualTo(copy).hasSameHashCodeAs(copy);
  }
}
