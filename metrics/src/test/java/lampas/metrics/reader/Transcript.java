package lampas.metrics.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.LabelText;
import lampas.model.label.Labels;
import lampas.model.series.Exemplar;
import lampas.model.series.SampleValue;

/** Writes down what a reader hands over, one line each, and how the reading ended. */
final class Transcript implements ExpositionHandler<Labels> {
  private final StringBuilder out = new StringBuilder();

  static String of(ExpositionSyntax syntax, String body) {
    return of(syntax, body.getBytes(StandardCharsets.UTF_8));
  }

  static String of(ExpositionSyntax syntax, byte[] body) {
    return of(syntax, new ByteArrayInputStream(body), new SeriesCache<>(), ReadLimits.STANDARD);
  }

  static String of(
      ExpositionSyntax syntax, InputStream body, SeriesCache<Labels> cache, ReadLimits limits) {
    Transcript transcript = new Transcript();
    try {
      new ExpositionReader<>(cache, limits).read(body, syntax, transcript);
    } catch (ReadException problem) {
      transcript.write("error " + problem.getMessage());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return transcript.out.toString();
  }

  @Override
  public Labels series(Labels labels) {
    return labels;
  }

  @Override
  public void sample(Labels series, double value, boolean repeated) {
    write(series + " " + SampleValue.format(value) + (repeated ? " repeated" : ""));
  }

  @Override
  public void sampleAt(Labels series, double value, long timeMillis, boolean repeated) {
    String time = " @" + timeMillis;
    write(series + " " + SampleValue.format(value) + time + (repeated ? " repeated" : ""));
  }

  @Override
  public void exemplar(Labels series, Exemplar exemplar) {
    String time = exemplar.timeMillis().isPresent() ? " @" + exemplar.timeMillis().getAsLong() : "";
    write("exemplar " + exemplar.labels() + " " + SampleValue.format(exemplar.value()) + time);
  }

  @Override
  public void type(String family, MetricKind kind) {
    write("type " + family + " " + kind.openMetricsName());
  }

  @Override
  public void help(String family, String help) {
    write("help " + family + " " + LabelText.quote(help));
  }

  @Override
  public void unit(String family, String unit) {
    write("unit " + family + " " + unit);
  }

  private void write(String line) {
    out.append(line).append('\n');
  }
}
