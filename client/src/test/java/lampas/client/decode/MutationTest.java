package lampas.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged answers are accepted and refused just where Jackson, and a slow reader on it, do so. */
class MutationTest {
  private static final List<String> CORPUS =
      List.of(
          Answers.of("vector", ""),
          Answers.of("scalar", "1435781451.781,\"0.5\""),
          Answers.of("string", "1,\"a\\u003cé\\ud83d\\udd25\""),
          Answers.of(
              "vector",
              "{\"metric\":{\"__name__\":\"up\",\"job\":\"a\"},\"value\":[1435781451.781,\"1\"]},"
                  + "{\"metric\":{\"__name__\":\"up\",\"job\":\"b\"},\"value\":[1435781451.781,\"NaN\"]},"
                  + "{\"metric\":{\"__name__\":\"up\",\"job\":\"b\"},\"value\":[1e9,\"-1.5e-07\"]}"),
          Answers.of(
              "matrix",
              "{\"metric\":{\"a\":\"1\",\"b\":\"2\"},\"values\":[[1435781451,\"1\"],"
                  + "[1435781452,\"123.45678901234567\"],[1435781453,\"+Inf\"]]},"
                  + "{\"metric\":{\"a\":\"1\",\"b\":\"3\"},\"values\":[[1435781451,\"0.1\"],"
                  + "[1435781452,\"12345678901234567\"],[1435781453.5,\"-0\"]]}"),
          "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no\",\"warnings\":[\"w\"]}",
          " { \"x\" : [ 1 , {\"y\":[true,false,null]} , \"\\n\" ] , \"isPartial\" : true ,"
              + " \"infos\":[\"i\"], \"data\" : { \"result\" : [ { \"value\" : [ 1 , \"2\" ] ,"
              + " \"metric\" : { \"é\" : \"ü\" } } ] , \"resultType\" : \"vector\" } ,"
              + " \"status\" : \"success\" } ");

  private static final List<String> PARTS =
      List.of(
          "\"",
          "\\",
          "\\u",
          "\\ud83d",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "0",
          "1",
          "-",
          ".",
          "e",
          "E9",
          "null",
          "true",
          "NaN",
          " ",
          "\n",
          "\t",
          "\0",
          "é",
          "\"\"",
          "[]",
          "{}",
          "\"a\":",
          "1e400",
          "00",
          "\"value\":",
          "\"values\":",
          "\"metric\":{},",
          "\"result\":",
          "\"status\":\"success\",",
          "9999999999999999999",
          "\u2028",
          "\"resultType\":\"matrix\",");

  private static final int ROUNDS = 10_000 * Integer.getInteger("lampas.times", 1);

  @Test
  void theDamagedAreReadAsJacksonReadsThem() throws IOException {
    long seed = Long.getLong("lampas.seed", System.nanoTime());
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] json = CORPUS.get(random.nextInt(CORPUS.size())).getBytes(UTF_8);
      for (int times = random.nextInt(4); times >= 0; times--) {
        json = mutated(json, random);
      }
      Optional<DecodedAnswer> expected = oracle(json);
      Optional<DecodedAnswer> found = decoded(json, random);
      if (!found.equals(expected)) {
        throw new AssertionError(
            "seed %d, %s: %s (expected: %s)"
                .formatted(seed, new String(json, UTF_8), found, expected));
      }
      accepted += found.isPresent() ? 1 : 0;
    }
    assertThat(accepted).as("seed %s", seed).isBetween(ROUNDS / 50, ROUNDS * 9 / 10);
  }

  private static Optional<DecodedAnswer> oracle(byte[] json) {
    try {
      return Optional.of(JacksonOracle.decode(json));
    } catch (JacksonOracle.Malformed malformed) {
      return Optional.empty();
    }
  }

  private static Optional<DecodedAnswer> decoded(byte[] json, Random random) throws IOException {
    try {
      return Optional.of(AnswerDecoder.collect(Answers.inChunks(json, 1 + random.nextInt(300))));
    } catch (DecodeException malformed) {
      return Optional.empty();
    }
  }

  private static byte[] mutated(byte[] json, Random random) {
    int from = random.nextInt(json.length + 1);
    int to = Math.min(json.length, from + random.nextInt(random.nextInt(3) == 0 ? 30 : 3));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(json, 0, from);
    switch (random.nextInt(6)) {
      case 0 -> out.write(json, to, json.length - to);
      case 1 -> {
        out.write(random.nextInt(256));
        out.write(json, to, json.length - to);
      }
      case 2 -> {
        out.write(json, from, to - from);
        out.write(json, from, json.length - from);
      }
      case 3 -> {
        int other = random.nextInt(json.length + 1);
        out.write(json, Math.min(from, other), Math.abs(from - other));
        out.write(json, from, json.length - from);
      }
      default -> {
        out.writeBytes(PARTS.get(random.nextInt(PARTS.size())).getBytes(UTF_8));
        out.write(json, to, json.length - to);
      }
    }
    return out.toByteArray();
  }
}
