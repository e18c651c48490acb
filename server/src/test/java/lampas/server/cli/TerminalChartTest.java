package lampas.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.SampleColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalChartTest {
  private final TerminalChart chart = new TerminalChart(30, 4, false, ZoneOffset.UTC);

  @Test
  void aLineThatGrowsGoesFromTheLowerLeftToTheUpperRight() {
    SampleColumns samples = new SampleColumns();
    for (int i = 0; i < 40; i++) {
      samples.add(i * 1_000L, i);
    }

    assertThat(draw(series("requests", samples), 39_000))
        .isEqualTo(
            """
                  39 ┤               ⣀⡠⠤⠒⠉
                     ┤          ⣀⡠⠔⠒⠉
                  13 ┤     ⣀⠤⠔⠊⠉
                   0 ┤⣀⠤⠒⠊⠉
                     └────────────────────
                      00:00:00    00:00:39
            ⣿ requests  min 0  max 39  last 39
            """);
  }

  @Test
  void aGapStaysEmpty() {
    SampleColumns samples = new SampleColumns();
    for (int second : new int[] {0, 1, 2, 3, 36, 37, 38, 39}) {
      samples.add(second * 1_000L, second < 10 ? 1 : 2);
    }
    samples.add(40_000, Double.NaN);

    assertThat(draw(series("up", samples), 39_000))
        .startsWith(
            """
                   2 ┤                  ⠉⠉
                     ┤
                1.33 ┤
                   1 ┤⣀⣀
            """);
  }

  @Test
  void aConstantIsDrawnInTheMiddle() {
    SampleColumns samples = new SampleColumns();
    samples.add(0, 5);
    samples.add(39_000, 5);

    assertThat(draw(series("up", samples), 39_000))
        .startsWith("     5.5 ┤\n         ┤\n    4.83 ┤⠉⠉⠉")
        .contains("     4.5 ┤\n");
  }

  @Test
  void nothingToDrawIsSaid() {
    assertThat(draw(series("up", new SampleColumns()), 1_000)).isEqualTo("no data to draw\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.25, 0.25",
    "999, 999",
    "1000, 1k",
    "12345, 12.35k",
    "1500000, 1.5M",
    "-2500, -2.5k",
    "0.00001, 1.00e-05",
    "NaN, NaN",
    "1e18, 1.00e+18",
    "100, 100",
    "0.1, 0.1"
  })
  void numbersAreShort(double value, String text) {
    assertThat(TerminalChart.shortNumber(value)).isEqualTo(text);
  }

  private String draw(MatrixSeries series, long end) {
    return chart.draw(new Matrix(List.of(series)), 0, end).replaceAll(" +\n", "\n");
  }

  private static MatrixSeries series(String name, SampleColumns samples) {
    return new MatrixSeries(Labels.of("__name__", name), samples);
  }
}
