package lampas.server.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.Scalar;
import lampas.model.result.QueryResult.Text;
import lampas.model.result.QueryResult.Vector;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleValue;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints an answer: the result to the standard output, warnings and remarks to the other one. */
final class AnswerPrinter {
  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final PrintWriter errors;

  AnswerPrinter(CommandLine command) {
    this.out = command.getOut();
    this.errors = command.getErr();
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
            out.println(
                sample.labels()
                    + " => "
                    + SampleValue.format(sample.value())
                    + at(sample.timeMillis())));
        noteIfEmpty(samples);
      }
      case Matrix(List<MatrixSeries> all) -> {
        for (MatrixSeries series : all) {
          out.println(series.labels() + " =>");
          for (int i = 0; i < series.samples().size(); i++) {
            out.println(
                SampleValue.format(series.samples().value(i)) + at(series.samples().time(i)));
          }
        }
        noteIfEmpty(all);
      }
    }
    out.flush();
  }

  /** One JSON object as Prometheus's API has it in {@code data}, with warnings and infos. */
  void json(QueryAnswer answer) {
    ObjectNode data = JSON.createObjectNode();
    data.put("resultType", resultType(answer.result()));
    switch (answer.result()) {
      case Scalar(long time, double value) ->
          data.set("result", pair(time, SampleValue.format(value)));
      case Text(long time, String value) -> data.set("result", pair(time, value));
      case Vector(List<VectorSample> samples) -> {
        ArrayNode result = data.putArray("result");
        for (VectorSample sample : samples) {
          ObjectNode one = result.addObject();
          one.set("metric", metric(sample.labels()));
          one.set("value", pair(sample.timeMillis(), SampleValue.format(sample.value())));
        }
      }
      case Matrix(List<MatrixSeries> all) -> {
        ArrayNode result = data.putArray("result");
        for (MatrixSeries series : all) {
          ObjectNode one = result.addObject();
          one.set("metric", metric(series.labels()));
          ArrayNode values = one.putArray("values");
          for (int i = 0; i < series.samples().size(); i++) {
            values.add(
                pair(series.samples().time(i), SampleValue.format(series.samples().value(i))));
          }
        }
      }
    }
    answer.warnings().forEach(data.withArray("warnings")::add);
    answer.infos().forEach(data.withArray("infos")::add);
    plain(data.toString() + "\n");
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

  private void noteIfEmpty(List<?> results) {
    if (results.isEmpty()) {
      errors.println("empty: no series has a value here");
      errors.flush();
    }
  }

  private static String resultType(QueryResult result) {
    return switch (result) {
      case Scalar scalar -> "scalar";
      case Text text -> "string";
      case Vector vector -> "vector";
      case Matrix matrix -> "matrix";
    };
  }

  private static ObjectNode metric(Labels labels) {
    ObjectNode metric = JSON.createObjectNode();
    labels.forEach(metric::put);
    return metric;
  }

  private static ArrayNode pair(long timeMillis, String value) {
    return JSON.createArrayNode().add(BigDecimal.valueOf(timeMillis, 3)).add(value);
  }

  private static String at(long timeMillis) {
    return " @[" + BigDecimal.valueOf(timeMillis, 3).stripTrailingZeros().toPlainString() + "]";
  }
}
