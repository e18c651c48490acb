package lampas.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;

/** Decoding of texts. */
final class Answers {
  private Answers() {}

  static DecodedAnswer decode(byte[] json) {
    try {
      return AnswerDecoder.collect(new ByteArrayInputStream(json));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static DecodedAnswer decode(String json) {
    return decode(json.getBytes(UTF_8));
  }

  static QueryAnswer answer(String json) {
    return switch (decode(json)) {
      case DecodedAnswer.Result(QueryAnswer answer) -> answer;
      case DecodedAnswer.Refusal refusal -> throw new AssertionError(refusal);
    };
  }

  static QueryResult result(String type, String inside) {
    return answer(of(type, inside)).result();
  }

  static String of(String type, String inside) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":[%s]}}"
        .formatted(type, inside);
  }

  /** An input that gives at most so many bytes at a time. */
  static InputStream inChunks(byte[] json, int bytes) {
    return new FilterInputStream(new ByteArrayInputStream(json)) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return super.read(into, offset, Math.min(bytes, length));
      }
    };
  }
}
