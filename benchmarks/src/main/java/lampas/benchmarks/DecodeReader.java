package lampas.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import lampas.client.decode.AnswerDecoder;
import lampas.client.decode.DecodedAnswer;
import lampas.model.result.QueryResult;

/** Who decodes an answer. */
public enum DecodeReader {
  /** Ours, into the columns of all series. */
  LAMPAS("lampas") {
    @Override
    Object read(InputStream in) throws IOException {
      return AnswerDecoder.collect(in);
    }
  },

  /** Ours, series by series, each forgotten. */
  LAMPAS_SERIES("lampas, series by series") {
    @Override
    Object read(InputStream in) throws IOException {
      return AnswerDecoder.decode(in, (labels, samples) -> {});
    }
  },

  /** Jackson's tokens, into the same columns. */
  JACKSON_TOKENS("Jackson 3.2.4, tokens") {
    @Override
    Object read(InputStream in) {
      return JacksonStream.decode(in);
    }
  },

  /** Jackson's tree, walked into the same columns. */
  JACKSON_TREE("Jackson 3.2.4, tree") {
    @Override
    Object read(InputStream in) {
      return JsonTrees.jackson(in);
    }
  },

  /** Gson's tree, walked into the same columns. */
  GSON_TREE("Gson 2.14.0, tree") {
    @Override
    Object read(InputStream in) {
      return JsonTrees.gson(in);
    }
  };

  private final String text;

  DecodeReader(String text) {
    this.text = text;
  }

  abstract Object read(InputStream in) throws IOException;

  String text() {
    return text;
  }

  /** Requires that all who give a result give the same one: what loses samples is not fast. */
  static void requireEqualResults(byte[] json) throws IOException {
    Object ours = resultOf(LAMPAS, json);
    for (DecodeReader other : new DecodeReader[] {JACKSON_TOKENS, JACKSON_TREE, GSON_TREE}) {
      if (!ours.equals(resultOf(other, json))) {
        throw new AssertionError(other + ": another result (expected: that of " + LAMPAS + ")");
      }
    }
  }

  private static QueryResult resultOf(DecodeReader reader, byte[] json) throws IOException {
    return switch (reader.read(new ByteArrayInputStream(json))) {
      case DecodedAnswer.Result decoded -> decoded.answer().result();
      case QueryResult result -> result;
      case Object other -> throw new AssertionError(other);
    };
  }
}
