package lampas.server.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.SeriesScope;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.server.http.HttpProblem;
import org.junit.jupiter.api.Test;

/** Questions to a backend of this process. */
class BackendUpstreamTest {
  private final List<Object> asked = new ArrayList<>();
  private final BackendUpstream upstream = BackendUpstream.of(new FixedBackend());

  @Test
  void aQueryIsAskedAndAnsweredInPrometheussJson() {
    Question question =
        Question.of(ApiCall.QUERY_RANGE, "up{tenant=\"a\"}", Duration.ofSeconds(3))
            .withTimes(OptionalLong.of(0), OptionalLong.of(60_000), OptionalLong.of(15_000))
            .withLimit(OptionalInt.of(7));

    assertThat(ask(question))
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]},"
                + "\"warnings\":[\"w\"]}");
    Query query = (Query) asked.getFirst();
    assertThat(query.promql()).isEqualTo("up{tenant=\"a\"}");
    assertThat(query.timeout()).contains(Duration.ofSeconds(3));
    assertThat(query.limit()).hasValue(7);
    assertThat(((QueryTime.Range) query.time()).points()).isEqualTo(5);
  }

  @Test
  void seriesAndLabels() {
    Question question =
        Question.of(ApiCall.SERIES, "", Duration.ofSeconds(3)).withSelectors(List.of("{a=\"b\"}"));

    assertThat(ask(question)).isEqualTo("{\"status\":\"success\",\"data\":[{\"a\":\"b\"}]}");
    assertThat(asked).containsExactly(SeriesScope.matching("{a=\"b\"}"));
    assertThat(ask(Question.of(ApiCall.LABELS, "", Duration.ofSeconds(3))))
        .isEqualTo("{\"status\":\"success\",\"data\":[\"a\"]}");
    assertThat(ask(Question.of(ApiCall.LABEL_VALUES, "a", Duration.ofSeconds(3))))
        .isEqualTo("{\"status\":\"success\",\"data\":[\"b\"]}");
  }

  @Test
  void whatABackendDoesNotHaveIsToldSo() {
    assertThatThrownBy(() -> ask(Question.of(ApiCall.RULES, "", Duration.ofSeconds(3))))
        .isInstanceOf(HttpProblem.class)
        .hasMessage("/api/v1/rules: not served by this backend");
  }

  private String ask(Question question) {
    RawAnswer answer = upstream.ask(question, AnswerMemory.of(1 << 20).room(1 << 20));
    return new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8);
  }

  private final class FixedBackend implements Backend {
    @Override
    public QueryAnswer query(Query query) {
      asked.add(query);
      return new QueryAnswer(new QueryResult.Scalar(1000, 2), List.of("w"), List.of());
    }

    @Override
    public List<Labels> series(SeriesScope scope) {
      asked.add(scope);
      return List.of(Labels.builder().add("a", "b").build());
    }

    @Override
    public List<String> labelNames(SeriesScope scope) {
      return List.of("a");
    }

    @Override
    public List<String> labelValues(String name, SeriesScope scope) {
      return List.of("b");
    }
  }
}
