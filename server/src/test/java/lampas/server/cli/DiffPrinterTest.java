package lampas.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.diff.Comparison;
import lampas.client.diff.Comparison.BothRefused;
import lampas.client.diff.Comparison.Different;
import lampas.client.diff.Comparison.Same;
import lampas.client.diff.DifferenceClass;
import lampas.client.diff.DifferenceCount;
import lampas.client.diff.FirstDifference;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

class DiffPrinterTest {
  private static final Query AT = Query.instant("up").at(Instant.ofEpochMilli(1_500));
  private static final Query RANGE =
      Query.range("up", Instant.EPOCH, Instant.ofEpochSecond(60), Duration.ofSeconds(15));
  private static final Different DIFFERENT =
      new Different(
          RANGE,
          DifferenceClass.SCALE,
          "each of 5 values on the right is 1000 times the one on the left",
          new FirstDifference(
              Optional.of(Labels.of("__name__", "up", "job", "a")),
              OptionalLong.of(15_000),
              Optional.of("1"),
              Optional.empty()),
          new DifferenceCount(1, 2, 5, 10));

  private static String printed(Comparison comparison, BiConsumer<DiffPrinter, Comparison> how) {
    StringWriter text = new StringWriter();
    how.accept(new DiffPrinter(new PrintWriter(text)), comparison);
    return text.toString();
  }

  @Test
  void whatIsTheSameIsALine() {
    assertThat(printed(new Same(AT, 2, 3), DiffPrinter::text))
        .isEqualTo(
            """
            same: 2 series, 3 samples
              asked:    up, at 1970-01-01T00:00:01.500Z
            """);
    assertThat(printed(new Same(AT, 2, 3), DiffPrinter::json))
        .isEqualTo(
            """
            {"result":"same","series":2,"samples":3,"query":"up","time":1.5}
            """);
  }

  @Test
  void aDifferenceShowsWhereItIsFirst() {
    assertThat(printed(DIFFERENT, DiffPrinter::text))
        .isEqualTo(
            """
            different: values differ by one factor (scale)
              first:    up{job="a"} at 1970-01-01T00:00:15Z
              left:     1
              right:    nothing
              count:    1 of 2 series, 5 of 10 samples
              evidence: each of 5 values on the right is 1000 times the one on the left
              asked:    up, 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z, step 15s
            """);
    assertThat(printed(DIFFERENT, DiffPrinter::json))
        .isEqualTo(
            """
            {"result":"different","class":"scale",\
            "evidence":"each of 5 values on the right is 1000 times the one on the left",\
            "first":{"series":{"__name__":"up","job":"a"},"time":15,"left":"1"},\
            "count":{"series":1,"allSeries":2,"samples":5,"allSamples":10},\
            "query":"up","start":0,"end":60,"step":15}
            """);
  }

  @Test
  void twoRefusalsAreShownBoth() {
    BothRefused refused =
        new BothRefused(
            AT,
            new ClientFailure.Refused(400, "bad_data", "no"),
            new ClientFailure.Refused(422, "422", "never"));
    assertThat(printed(refused, DiffPrinter::text))
        .isEqualTo(
            """
            both refuse the query
              left:     bad_data: no
              right:    422: never
              asked:    up, at 1970-01-01T00:00:01.500Z
            """);
    assertThat(printed(refused, DiffPrinter::json))
        .isEqualTo(
            """
            {"result":"refused","left":"bad_data: no","right":"422: never","query":"up","time":1.5}
            """);
  }
}
