package lampas.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedAnswerTest {
  private static final String WHOLE =
      """
      {"status":"success","isPartial":false,"stats":{"seriesFetched":"1","x":[1,{"a":"b"}]},
       "data":{"resultType":"matrix","result":[{"metric":{"a":"é","b":"\\u00e9"},
       "values":[[1435781451.781,"0.5"],[1435781452.781,"-1e-07"]],
       "histograms":[[1,{"count":"3","sum":"2","buckets":[[0,"1","2","3"]]}]]}]},
       "warnings":["w"],"infos":null,"explanation":[{"reason":"no_value","start":1,"end":2}]}\
      """;

  private static DecodeException failure(String json) {
    return catchThrowableOfType(DecodeException.class, () -> Answers.decode(json));
  }

  @Test
  void theWholeOneIsNotMalformed() {
    assertThat(Answers.answer(WHOLE).warnings()).containsExactly("w");
  }

  @Test
  void anAnswerThatIsCutOffAnywhereIsAnErrorAtItsEnd() {
    for (int length = 0; length < WHOLE.length(); length++) {
      String cut = WHOLE.substring(0, length);
      DecodeException failed = failure(cut);
      assertThat(failed).as(cut).isNotNull();
      assertThat(failed.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      assertThat(failed.offset()).isBetween(0L, (long) cut.length() + 1);
    }
  }

  @Test
  void whatComesBehindTheAnswerIsAnError() {
    for (String garbage : List.of("{}", "x", "\0", ",", "}", "null", "\u00a0", "\ufeff")) {
      assertThat(failure(WHOLE + garbage)).as(garbage).isNotNull();
    }
    assertThat(Answers.decode(WHOLE + " \n\r\t ")).isEqualTo(Answers.decode(WHOLE));
  }

  /** Messages say where, what was found and what was expected. */
  @Test
  void messagesSayWhereAndWhat() {
    Map<String, String> messages =
        Map.ofEntries(
            Map.entry("", "byte 0: the end (expected: an object)"),
            Map.entry("[]", "byte 0: '[' (expected: an object)"),
            Map.entry("\u0001", "byte 0: 0x01 (expected: an object)"),
            Map.entry("{\"a\":1,}", "byte 7: '}' (expected: another one behind the comma)"),
            Map.entry("{\"a\" 1}", "byte 5: '1' (expected: ':')"),
            Map.entry("{\"a\":1 \"b\":2}", "byte 7: '\"' (expected: ',' or '}')"),
            Map.entry("{\"a\":nul}", "byte 5: an unknown word (expected: null)"),
            Map.entry("{\"a\":NaN}", "byte 5: 'N' (expected: a value)"),
            Map.entry("{\"a\":-}", "byte 6: '}' in a number (expected: a digit)"),
            Map.entry("{\"a\":01}", "byte 6: '1' behind a number (expected: its end)"),
            Map.entry("{a:1}", "byte 1: 'a' (expected: a name)"),
            Map.entry("{\"status\":1}", "byte 10: '1' (expected: a status)"),
            Map.entry(
                "{\"status\":\"ok\"}",
                "byte 15: status \"ok\" in the answer (expected: success or error)"),
            Map.entry(
                "{\"status\":\"success\",\"status\":\"success\"}",
                "byte 29: a second status in one object (expected: one)"),
            Map.entry("{\"warnings\":{}}", "byte 12: '{' (expected: an array of texts)"),
            Map.entry("{\"isPartial\":1}", "byte 13: '1' (expected: true or false)"),
            Map.entry(
                "{\"a\":" + "[".repeat(100),
                "byte 70: a value within too many (expected: at most 64 levels)"),
            Map.entry(
                "{\"a\":" + "1".repeat(2000),
                "byte 1005: a number that goes on (expected: at most 1000 characters)"));

    messages.forEach((json, message) -> assertThat(failure(json)).as(json).hasMessage(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metric\":{},\"value\":[1,\"1\"],\"values\":[]}",
        "{\"metric\":{},\"value\":[1,\"1\"],\"value\":[1,\"1\"]}",
        "{\"metric\":{},\"metric\":{},\"value\":[1,\"1\"]}",
        "{\"metric\":{\"a\":\"1\",\"a\":\"2\"},\"value\":[1,\"1\"]}",
        "{\"metric\":{\"\":\"1\"},\"value\":[1,\"1\"]}",
        "{\"metric\":{\"a\":1},\"value\":[1,\"1\"]}",
        "{\"metric\":{\"a\":null},\"value\":[1,\"1\"]}",
        "{\"metric\":[],\"value\":[1,\"1\"]}",
        "{\"metric\":null,\"value\":[1,\"1\"]}",
        "{\"metric\":{},\"value\":[1,\"1\",2]}",
        "{\"metric\":{},\"value\":[1]}",
        "{\"metric\":{},\"value\":[]}",
        "{\"metric\":{},\"value\":[1,]}",
        "{\"metric\":{},\"value\":null}",
        "{\"metric\":{},\"value\":[1,1]}",
        "{\"metric\":{},\"value\":[1,NaN]}",
        "{\"metric\":{},\"value\":[\"1\",\"1\"]}",
        "{\"metric\":{},\"value\":[1,\"\"]}",
        "{\"metric\":{},\"value\":[1,\"abc\"]}",
        "{\"metric\":{},\"value\":[1,\" 1\"]}",
        "{\"metric\":{},\"value\":[1,\"1f\"]}",
        "{\"metric\":{},\"value\":[1,\"1.2.3\"]}",
        "{\"metric\":{},\"value\":[1,\"1e\"]}",
        "{\"metric\":{},\"value\":[1,\"-\"]}",
        "{\"metric\":{},\"value\":[1,\"-NaN\"]}",
        "{\"metric\":{},\"value\":[1,\"Infinity\"]}",
        "{\"metric\":{},\"value\":[1,\"0x1p3\"]}",
        "{\"metric\":{},\"value\":[1,\"1_0\"]}",
        "{\"metric\":{}}",
        "{\"metric\":{},\"value\":[1,\"1\"]},{\"metric\":{},\"values\":[[1,\"1\"]]}",
        "{\"metric\":{},\"values\":[[1,\"1\"]]}",
        "{\"metric\":{},\"value\":[1,\"1\"]},",
        "{\"metric\":{},\"value\":[1,\"1\"]} {\"metric\":{},\"value\":[1,\"1\"]}",
        "[1,\"2\"]",
        "1,\"2\"",
        "null",
        "{\"metric\":{},\"histogram\":[1,{\"count\":\"1\",\"sum\":\"1\",\"count\":\"1\"}]}",
        "{\"metric\":{},\"histogram\":[1,{\"count\":\"1\"}]}",
        "{\"metric\":{},\"histogram\":[1,{\"count\":1,\"sum\":\"1\"}]}",
        "{\"metric\":{},\"histogram\":[1,{\"count\":\"1\",\"sum\":\"1\",\"buckets\":[[4,\"1\",\"2\",\"1\"]]}]}",
        "{\"metric\":{},\"histogram\":[1,{\"count\":\"1\",\"sum\":\"1\",\"buckets\":[[0,\"2\",\"1\",\"1\"]]}]}",
        "{\"metric\":{},\"histogram\":[1,{\"count\":\"1\",\"sum\":\"1\",\"buckets\":[[0,\"1\",\"2\"]]}]}"
      })
  void whatIsNoVectorIsAnError(String inside) {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> Answers.result("vector", inside));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"success\"}",
        "{\"status\":\"success\",\"data\":null}",
        "{\"status\":\"success\",\"data\":{}}",
        "{\"status\":\"success\",\"data\":[]}",
        "{\"status\":\"success\",\"data\":{\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\"}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":null}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"x\"]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[1,\"2\"],\"resultType\":\"vector\"}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[],\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"resultType\":\"vector\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]},\"data\":null}",
        "{\"data\":{\"resultType\":\"vector\",\"result\":[]}}"
      })
  void anAnswerThatContradictsItselfOrLacksAPartIsAnError(String json) {
    assertThat(failure(json)).isNotNull();
  }

  @Test
  void theOffsetCountsBytesBehindSeveralBuffers() {
    byte[] json = Answers.of("string", " ".repeat(200_000) + "1,\"é").getBytes(UTF_8);
    byte[] cut = Arrays.copyOf(json, 200_066);

    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> Answers.decode(cut))
        .withMessage("byte 200066: the end within a text (expected: a quote)");
  }
}
