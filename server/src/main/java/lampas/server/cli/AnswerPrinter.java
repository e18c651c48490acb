package lampas.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.HistogramSample;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.Scalar;
import lampas.model.result.QueryResult.Text;
import lampas.model.result.QueryResult.Vector;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.server.api.ExplanationJson;
import lampas.server.api.ResultJson;
import picocli.CommandLine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Prints an answer: the result to the standard output, warnings and remarks to the other one. */
final class AnswerPrinter {
  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final PrintWriter errors;

  AnswerPrinter(CommandLine command) {
    this.out = command.getOut();
    this.errors = command.getErr();
  }

  private static String value(VectorSample sample) {
    return switch (sample) {
      case FloatSample one -> SampleValue.format(one.value());
      case HistogramSample one -> one.histogram().toString();
    };
  }

  /** A line a sample, as promtool prints it. */
  void text(QueryAnswer answer) {
    remarks(answer);
    switch (answer.result()) {
      case Scalar(long time, double value) ->
          out.println("scalar: " + SampleValue.format(value) + at(time));
      case Text(long time, String value) -> out.println("string: " + value + at(time));
      case Vector(List<VectorSample> samples) -> {
        samples.forEach(sample ->
            out.println(sample.labels() + " => " + value(sample) + at(sample.timeMillis())));
        noteIfEmpty(samples, answer.emptyReasons());
      }
      case Matrix(List<MatrixSeries> all) -> {
        for (MatrixSeries series : all) {
          out.println(series.labels() + " =>");
          values(series.samples());
        }
        noteIfEmpty(all, answer.emptyReasons());
      }
    }
    out.flush();
  }

  /** One JSON object as Prometheus's API has it in {@code data}, with warnings and infos. */
  void json(QueryAnswer answer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      ResultJson.write(answer.result(), json);
      texts(json, "warnings", answer.warnings());
      texts(json, "infos", answer.infos());
      ExplanationJson.write(answer.emptyReasons(), json);
      json.writeEndObject();
    }
    plain(text + "\n");
  }

  /** Text as it is. */
  void plain(String text) {
    out.print(text);
    out.flush();
  }

  private void remarks(QueryAnswer answer) {
    answer.warnings().forEach(warning -> errors.println("warning: " + warning));
    answer.infos().forEach(info -> errors.println("info: " + info));
    errors.flush();
  }

  private void values(SampleColumns samples) {
    HistogramColumns histograms = samples.histograms();
    int histogram = 0;
    for (int i = 0; i < samples.size() || histogram < histograms.size(); ) {
      boolean number =
          i < samples.size()
              && (histogram == histograms.size() || samples.time(i) < histograms.time(histogram));
      if (number) {
        out.println(SampleValue.format(samples.value(i)) + at(samples.time(i)));
        i++;
      } else {
        out.println(histograms.histogram(histogram) + at(histograms.time(histogram)));
        histogram++;
      }
    }
  }

  private void noteIfEmpty(List<?> results, List<EmptyReason> reasons) {
    if (!results.isEmpty()) {
      return;
    }
    if (reasons.isEmpty()) {
      errors.println("empty: no series has a value here");
    }
    reasons.forEach(
        reason -> errors.println("empty: " + reason.expression() + ": " + reason.message()));
    errors.flush();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static String at(long timeMillis) {
    return " @[" + BigDecimal.valueOf(timeMillis, 3).stripTrailingZeros().toPlainString() + "]";
  }
}
