package lampas.server.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import lampas.server.proxy.tenant.ForcedLabel;
import lampas.server.proxy.tenant.Tenant;
import lampas.server.proxy.tenant.TenantLimits;
import lampas.server.proxy.upstream.AnswerCheck.LabelRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
  private static final Tenant TENANT =
      new Tenant(
          "t",
          List.of(new ForcedLabel("tenant", Set.of("a", "ä\"")), ForcedLabel.of("env", "prod")),
          TenantLimits.defaults());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tenant\":\"a\",\"env\":\"prod\"}",
        "{ \"env\" : \"prod\" , \"x\\\"y\":\"z\\\\\", \"tenant\" : \"a\" }",
        "{\"t\\u0065nant\":\"\\u0061\",\"env\":\"prod\"}",
        "{\"tenant\":\"ä\\\"\",\"env\":\"prod\"}",
        "{\"env\":\"prod\"}",
        "{}"
      })
  void ownSeriesPass(String labels) {
    AnswerCheck check = check(LabelRule.NOT_OTHERS, vector(labels));

    assertThat(check.count()).isEqualTo(1);
    assertThat(check.isSentAsItIs()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tenant\":\"b\",\"env\":\"prod\"}",
        "{\"tenant\":\"a\",\"env\":\"dev\"}",
        "{\"t\\u0065nant\":\"b\"}",
        "{\"\\u0074enant\":\"\\u0062\"}",
        "{\"tenant\":\"a\",\"tenant\":\"b\"}",
        "{\"tenant\":\"\"}",
        "{\"tenant\":\"A\"}",
        "{\"x\":\"\\\\\",\"tenant\":\"b\"}"
      })
  void othersSeriesDoNot(String labels) {
    assertForeign(LabelRule.NOT_OTHERS, vector(labels));
  }

  @Test
  void whereLabelsMustBeThereTheirLackIsForeign() {
    Question question = Question.of(ApiCall.SERIES, "", Duration.ofSeconds(1));
    String answer = "{\"status\":\"success\",\"data\":[{\"env\":\"prod\"}]}";

    assertThatThrownBy(() -> check(question, LabelRule.NOT_OTHERS, answer))
        .isInstanceOfSatisfying(
            UpstreamException.class,
            failed -> assertThat(failed.failure()).isEqualTo(UpstreamFailure.FOREIGN));
  }

  @Test
  void aValueOfAForcedLabelMustBeOneOfTheTenants() {
    Question question = Question.of(ApiCall.LABEL_VALUES, "env", Duration.ofSeconds(1));

    assertThat(
            check(question, LabelRule.NOT_OTHERS, "{\"status\":\"success\",\"data\":[\"prod\"]}")
                .count())
        .isEqualTo(1);
    assertThatThrownBy(() ->
            check(
                question,
                LabelRule.NOT_OTHERS,
                "{\"status\":\"success\",\"data\":[\"prod\",\"dev\"]}"))
        .isInstanceOf(UpstreamException.class);
  }

  @Test
  void nullAndScalarsAndStringsAreAnswers() {
    assertThat(check(LabelRule.NOT_OTHERS, answer("null")).count()).isZero();
    assertThat(check(LabelRule.NOT_OTHERS, answer("[1.5,\"NaN\"]")).count()).isEqualTo(2);
  }

  /* Whatever is cut off or changed, it is told or it is a series of the tenant's. */
  @Test
  void noBrokenAnswerIsTakenForAWholeOne() {
    String whole = vector("{\"tenant\":\"a\",\"env\":\"prod\",\"x\":\"y\\n\"}");
    for (int end = 0; end < whole.length(); end++) {
      String part = whole.substring(0, end);
      assertThatThrownBy(() -> check(LabelRule.NOT_OTHERS, part))
          .as(part)
          .isInstanceOf(UpstreamException.class);
    }
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      char[] changed = whole.toCharArray();
      changed[random.nextInt(changed.length)] = "{}[]\",:\\ax1 ".charAt(random.nextInt(12));
      try {
        check(LabelRule.NOT_OTHERS, new String(changed));
      } catch (UpstreamException told) {
        assertThat(told.failure()).isIn(UpstreamFailure.UNREADABLE, UpstreamFailure.FOREIGN);
      }
    }
  }

  @Test
  void deepNestingIsNotFollowed() {
    String deep = answer("[" + "[".repeat(100_000) + "]".repeat(100_000) + "]");

    assertThatThrownBy(() -> check(LabelRule.ANY, deep)).hasMessageContaining("too deep");
  }

  private static String vector(String labels) {
    return answer("[{\"metric\":" + labels + ",\"value\":[1.5,\"2\"]}]");
  }

  private static String answer(String result) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
        + result
        + "}}";
  }

  private static void assertForeign(LabelRule rule, String answer) {
    assertThatThrownBy(() -> check(rule, answer))
        .isInstanceOfSatisfying(
            UpstreamException.class,
            failed -> assertThat(failed.failure()).isEqualTo(UpstreamFailure.FOREIGN))
        .hasMessage("internal error (see the gateway's log)");
  }

  private static AnswerCheck check(LabelRule rule, String answer) {
    Question question =
        Question.of(ApiCall.QUERY, "up", Duration.ofSeconds(1)).withLimit(OptionalInt.empty());
    return check(question, rule, answer);
  }

  private static AnswerCheck check(Question question, LabelRule rule, String answer) {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    AnswerCheck check =
        new AnswerCheck(new RawAnswer(200, bytes, bytes.length), question, TENANT, rule);
    check.run();
    return check;
  }
}
