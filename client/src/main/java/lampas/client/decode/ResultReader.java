package lampas.client.decode;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lampas.client.decode.SeriesReader.Shape;
import lampas.model.result.QueryResult;

/** Reads {@code resultType} and {@code result}, in either order. */
final class ResultReader {
  private final JsonReader json;
  private final SampleReader samples;
  private final SeriesReader reader;

  private Optional<ResultType> type = Optional.empty();
  private boolean entered;
  private Shape shape = Shape.BARE;

  /* A result that is one pair: a scalar, or a text. */
  private boolean lone;
  private long loneTime;
  private long loneOffset;
  private String loneText = "";

  ResultReader(JsonReader json) {
    this.json = json;
    this.samples = new SampleReader(json);
    this.reader = new SeriesReader(json, samples);
  }

  SeriesReader reader() {
    return reader;
  }

  /** What the series read so far are elements of; {@link Shape#BARE} if that is not known. */
  Shape shape() {
    return shape;
  }

  void type() throws IOException {
    json.token();
    long offset = json.bytes.offset();
    String text = json.text("a result's type");
    type = ResultType.ofText(text);
    if (type.isEmpty()) {
      throw new DecodeException(
          offset, "resultType \"" + text + "\"", "vector, matrix, scalar or string");
    }
    requireFit();
  }

  /** Reads up to the first series; false if there are none, for the result is null or a pair. */
  boolean enter() throws IOException {
    entered = true;
    if (json.isNull()) {
      return false;
    }
    json.enter('[', "an array");
    int next = json.token();
    if (next != '-' && (next < '0' || next > '9')) {
      return true;
    }
    lone = true;
    loneTime = samples.beginOpenPair();
    json.token();
    loneOffset = json.bytes.offset();
    loneText = json.text("a value as text");
    samples.endPair();
    requireFit();
    return false;
  }

  void series() throws IOException {
    Shape read = reader.read();
    if (read == Shape.BARE) {
      read = Shape.RANGE;
    }
    if (shape != read) {
      if (shape != Shape.BARE) {
        throw new DecodeException(json.bytes.offset(), "a series unlike the others", "one kind");
      }
      shape = read;
      requireFit();
    }
  }

  private void requireFit() {
    boolean fits =
        switch (type.orElse(lone ? ResultType.SCALAR : ResultType.MATRIX)) {
          case VECTOR -> !lone && shape != Shape.RANGE;
          case MATRIX -> !lone && (type.isEmpty() || shape != Shape.INSTANT);
          case SCALAR, STRING -> shape == Shape.BARE && (lone || !entered);
        };
    if (!fits) {
      throw new DecodeException(
          json.bytes.offset(),
          "a result that is no " + type.map(ResultType::text).orElse(""),
          "one");
    }
  }

  /** The result; without its series. */
  QueryResult toResult() {
    long offset = json.bytes.offset();
    if (!entered || type.isEmpty()) {
      throw new DecodeException(offset, "no result, or none with a type", "both");
    }
    ResultType given = type.get();
    if (!lone && (given == ResultType.SCALAR || given == ResultType.STRING)) {
      throw new DecodeException(offset, "a " + given.text() + " without value", "time and value");
    }
    return switch (given) {
      case VECTOR -> new QueryResult.Vector(List.of());
      case MATRIX -> new QueryResult.Matrix(List.of());
      case SCALAR -> new QueryResult.Scalar(loneTime, SampleReader.value(loneText, loneOffset));
      case STRING -> new QueryResult.Text(loneTime, loneText);
    };
  }
}
