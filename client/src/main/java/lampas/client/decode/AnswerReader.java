package lampas.client.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;

/** Reads an answer up to the end of the next series, with its fields in any order. */
final class AnswerReader {
  /** What is read next. */
  private enum Place {
    START,
    ENVELOPE,
    DATA,
    RESULT,
    END
  }

  private final JsonReader json;
  private final ResultReader result;
  private final ReasonReader reasonReader;
  private final CostReader cost;
  private final Fields fields = new Fields();
  private final Fields dataFields = new Fields();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> infos = new ArrayList<>();
  private Place place = Place.START;
  private Optional<String> status = Optional.empty();
  private String errorType = "";
  private String error = "";
  private boolean partial;
  private List<EmptyReason> reasons = List.of();
  private Optional<DecodedAnswer> answer = Optional.empty();

  AnswerReader(JsonReader json) {
    this.json = json;
    this.result = new ResultReader(json);
    this.reasonReader = new ReasonReader(json);
    this.cost = new CostReader(json);
  }

  /** Reads on; true behind a series, false behind the whole answer. */
  boolean next() throws IOException {
    while (place != Place.END) {
      switch (place) {
        case START -> {
          json.enter('{', "an object");
          place = Place.ENVELOPE;
        }
        case ENVELOPE -> envelope();
        case DATA -> data();
        case RESULT -> {
          if (json.more(']')) {
            result.series();
            return true;
          }
          place = Place.DATA;
        }
        case END -> {}
      }
    }
    return false;
  }

  SeriesReader series() {
    return result.reader();
  }

  SeriesReader.Shape shape() {
    return result.shape();
  }

  /** The answer without its series; empty before all of it was read. */
  Optional<DecodedAnswer> answer() {
    return answer;
  }

  private void envelope() throws IOException {
    if (!json.more('}')) {
      json.end();
      answer = Optional.of(toAnswer());
      place = Place.END;
      return;
    }
    String name = json.name();
    switch (name) {
      case "status",
          "errorType",
          "error",
          "data",
          "warnings",
          "infos",
          "isPartial",
          "explanation" ->
          fields.take(name, json);
      default -> {}
    }
    switch (name) {
      case "status" -> status = Optional.of(json.text("a status"));
      case "errorType" -> errorType = textOrNull("an error's type");
      case "error" -> error = textOrNull("an error's message");
      case "data" -> {
        if (!json.isNull()) {
          json.enter('{', "an object");
          place = Place.DATA;
        }
      }
      case "warnings" -> texts(warnings);
      case "infos" -> texts(infos);
      case "isPartial" -> partial = !json.isNull() && json.truth("true or false");
      case "explanation" -> reasons = reasonReader.read();
      case "stats" -> cost.read();
      default -> json.skip();
    }
  }

  private void data() throws IOException {
    if (!json.more('}')) {
      place = Place.ENVELOPE;
      return;
    }
    String name = json.name();
    switch (name) {
      case "resultType" -> {
        dataFields.take(name, json);
        result.type();
      }
      case "result" -> {
        dataFields.take(name, json);
        if (result.enter()) {
          place = Place.RESULT;
        }
      }
      case "stats" -> cost.read();
      default -> json.skip();
    }
  }

  private String textOrNull(String what) throws IOException {
    return json.isNull() ? "" : json.text(what);
  }

  private void texts(List<String> into) throws IOException {
    if (json.isNull()) {
      return;
    }
    json.enter('[', "an array of texts");
    while (json.more(']')) {
      into.add(json.text("a text"));
    }
  }

  private DecodedAnswer toAnswer() {
    long offset = json.bytes.offset();
    String given =
        status.orElseThrow(
            () -> new DecodeException(offset, "no status in the answer", "success or error"));
    return switch (given) {
      case "error" -> new DecodedAnswer.Refusal(errorType, error);
      case "success" -> {
        if (!fields.has("data")) {
          throw new DecodeException(offset, "no data in the answer", "a result");
        }
        QueryResult read = result.toResult();
        yield new DecodedAnswer.Result(
            new QueryAnswer(read, warnings, infos, reasons, partial, cost.cost()));
      }
      default ->
          throw new DecodeException(
              offset, "status \"" + given + "\" in the answer", "success or error");
    };
  }
}
