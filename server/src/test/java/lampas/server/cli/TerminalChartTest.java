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
  void aConstantIsDrawnInTheMiddleAndGapsStayEmpty() {
    SampleColumns samples = new SampleColumns();
    samples.add(0, 5);
    samples.add(39_000, 5);
    samples.add(39_000, Double.NaN);

    String drawn = draw(series("up", samples), 39_000);
    assertThat(drawn).contains("5.5 ┤").contains("4.5 ┤");
    assertThat(drawn.chars().filter(c -> c > 0x2800 && c < 0x28ff).count())
        .as("dots, without the mark of the legend")
        .isEqualTo(2);
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
