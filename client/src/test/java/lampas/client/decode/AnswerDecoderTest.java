package lampas.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lampas.model.label.Labels;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryCost;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.SampleColumns;
import org.junit.jupiter.api.Test;

class AnswerDecoderTest {
  @Test
  void aVectorHasASampleOfEachSeries() {
    assertThat(
            Answers.result(
                "vector",
                """
                {"metric":{"__name__":"up","job":"a"},"value":[1435781451.781,"1"]},
                {"metric":{"__name__":"up","job":"b"},"value":[1435781451.781,"-Inf"]},
                {"metric":{},"value":[1435781451.781,"NaN"]}
                """))
        .isEqualTo(
            new QueryResult.Vector(
                List.of(
                    new FloatSample(Labels.of("__name__", "up", "job", "a"), 1435781451781L, 1),
                    new FloatSample(
                        Labels.of("__name__", "up", "job", "b"),
                        1435781451781L,
                        Double.NEGATIVE_INFINITY),
                    new FloatSample(Labels.empty(), 1435781451781L, Double.NaN))));
  }

  @Test
  void aMatrixHasColumnsThatAreAsLargeAsTheyNeedToBe() {
    QueryResult.Matrix matrix =
        (QueryResult.Matrix)
            Answers.result(
                "matrix",
                """
                {"metric":{"a":"1"},"values":[[1,"1"],[2,"2"],[3,"+Inf"]]},
                {"metric":{"a":"2"},"values":[[1,"1.5"],[3,"NaN"],[4,"1e-07"]]},
                {"metric":{"a":"3"},"values":[]},
                {"metric":{"a":"4"}}
                """);

    assertThat(matrix.series())
        .containsExactly(
            new MatrixSeries(Labels.of("a", "1"), columns(1, 1, 2, 2, 3, Double.POSITIVE_INFINITY)),
            new MatrixSeries(Labels.of("a", "2"), columns(1, 1.5, 3, Double.NaN, 4, 1e-7)),
            new MatrixSeries(Labels.of("a", "3"), columns()),
            new MatrixSeries(Labels.of("a", "4"), columns()));
    assertThat(matrix.series().getFirst().samples().times()).hasSize(3);
  }

  private static SampleColumns columns(double... secondsAndValues) {
    SampleColumns columns = new SampleColumns();
    for (int i = 0; i < secondsAndValues.length; i += 2) {
      columns.add((long) (secondsAndValues[i] * 1000), secondsAndValues[i + 1]);
    }
    return columns;
  }

  @Test
  void scalarsAndTextsHaveATime() {
    assertThat(Answers.result("scalar", "2.5,\"3.25\""))
        .isEqualTo(new QueryResult.Scalar(2500, 3.25));
    assertThat(Answers.result("string", " 2.5 , \"NaN\" "))
        .isEqualTo(new QueryResult.Text(2500, "NaN"));
  }

  @Test
  void anEmptyResultKeepsItsType() {
    assertThat(Answers.result("vector", "")).isEqualTo(new QueryResult.Vector(List.of()));
    assertThat(Answers.result("matrix", " ")).isEqualTo(new QueryResult.Matrix(List.of()));
    assertThat(
            Answers.answer(
                    """
                    {"status":"success","data":{"resultType":"matrix","result":null}}\
                    """)
                .result())
        .isEqualTo(new QueryResult.Matrix(List.of()));
  }

  @Test
  void fieldsComeInAnyOrderAndUnknownOnesAreSkipped() {
    assertThat(
            Answers.answer(
                """
                {"new":[{"a":[null,true,false,-1.5e3,"\\u00e9",{}]},[]],"infos":["i"],"data":{
                  "other":{"result":[1]},"result":[{"extra":[[1]],"value":[1,"2"],
                  "metric":{"b":"é","a":"\\n"}}],"more":0,"resultType":"vector"},
                  "isPartial":true,"warnings":["w1","w2"],"status":"success","error":null}
                """))
        .isEqualTo(
            new QueryAnswer(
                new QueryResult.Vector(
                    List.of(new FloatSample(Labels.of("a", "\n", "b", "é"), 1000, 2))),
                List.of("w1", "w2"),
                List.of("i"),
                List.of(),
                true,
                Optional.empty()));
  }

  @Test
  void aRefusalHasPrometheusTypeAndMessage() {
    assertThat(
            Answers.decode(
                """
                {"status":"error","errorType":"bad_data","error":"1:1: parse error: \\u003c","data":null}\
                """))
        .isEqualTo(new DecodedAnswer.Refusal("bad_data", "1:1: parse error: <"));
    assertThat(Answers.decode("{\"error\":\"e\",\"errorType\":\"422\",\"status\":\"error\"}"))
        .isEqualTo(new DecodedAnswer.Refusal("422", "e"));
    assertThat(Answers.decode("{\"status\":\"error\"}"))
        .isEqualTo(new DecodedAnswer.Refusal("", ""));
  }

  @Test
  void aRefusalThatComesBehindSeriesIsARefusal() {
    assertThat(
            Answers.decode(
                """
                {"data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1"]}]},
                 "error":"oh","errorType":"internal","status":"error"}
                """))
        .isEqualTo(new DecodedAnswer.Refusal("internal", "oh"));
  }

  @Test
  void whatPrometheusSaysOfCostIsRead() {
    assertThat(
            Answers.answer(
                    """
                    {"status":"success","data":{"resultType":"vector","result":[],"stats":{
                     "timings":{"evalTotalTime":0.001,"execQueueTime":0,"execTotalTime":0.0025},
                     "samples":{"totalQueryableSamplesPerStep":[[1,2]],
                      "totalQueryableSamples":120,"peakSamples":7}}}}
                    """)
                .cost())
        .contains(
            new QueryCost(
                OptionalDouble.of(0.0025),
                OptionalLong.of(120),
                OptionalLong.of(7),
                OptionalLong.empty()));
  }

  @Test
  void whatVictoriaMetricsSaysOfCostIsRead() {
    assertThat(
            Answers.answer(
                    """
                    {"status":"success","isPartial":false,"data":{"resultType":"vector",
                    "result":[]},"stats":{"seriesFetched": "31","executionTimeMsec":5}}
                    """)
                .cost())
        .contains(
            new QueryCost(
                OptionalDouble.of(0.005),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(31)));
    assertThat(Answers.answer(Answers.of("vector", "")).cost()).isEmpty();
  }

  @Test
  void whyAnAnswerIsEmptyIsRead() {
    assertThat(
            Answers.answer(
                    """
                    {"status":"success","explanation":[
                      {"reason":"no_such_metric","expression":"upp","start":4,"end":7,"message":"no"},
                      {"reason":"of_a_later_version","expression":"x","start":0,"end":1,"new":[]}],
                     "data":{"resultType":"vector","result":[]}}
                    """)
                .emptyReasons())
        .containsExactly(new EmptyReason(EmptyReason.Kind.NO_SUCH_METRIC, "upp", 4, 7, "no"));
  }

  @Test
  void labelsThatChangeInEveryWayAreRead() {
    List<String> series =
        List.of(
            "{\"a\":\"1\",\"b\":\"2\"}",
            "{\"a\":\"1\",\"b\":\"2\"}",
            "{\"a\":\"1\",\"b\":\"22\"}",
            "{\"a\":\"\",\"b\":\"2\"}",
            "{\"a\":\"1\",\"b\":\"\\u0032\"}",
            "{\"a\":\"1\",\"b\":\"\\u0032\"}",
            "{\"a\":\"1\",\"b\":\"é\"}",
            "{\"a\":\"1\" , \"b\" : \"é\" }",
            "{ \"a\":\"1\",\"b\":\"é\",\"c\":\"3\"}",
            "{\"b\":\"2\",\"a\":\"1\"}",
            "{\"a\":\"1\"}",
            "{}",
            "{\"a\":\"" + "x".repeat(1000) + "\"}",
            "{\"a\":\"" + "x".repeat(1000) + "\"}",
            "{\"a\":\"1\"}",
            "{\"a\":\"1\",\"\\u0062\":\"2\"}");
    List<Labels> expected =
        List.of(
            Labels.of("a", "1", "b", "2"),
            Labels.of("a", "1", "b", "2"),
            Labels.of("a", "1", "b", "22"),
            Labels.of("b", "2"),
            Labels.of("a", "1", "b", "2"),
            Labels.of("a", "1", "b", "2"),
            Labels.of("a", "1", "b", "é"),
            Labels.of("a", "1", "b", "é"),
            Labels.of("a", "1", "b", "é", "c", "3"),
            Labels.of("a", "1", "b", "2"),
            Labels.of("a", "1"),
            Labels.empty(),
            Labels.of("a", "x".repeat(1000)),
            Labels.of("a", "x".repeat(1000)),
            Labels.of("a", "1"),
            Labels.of("a", "1", "b", "2"));

    List<String> elements =
        series.stream().map(metric -> "{\"metric\":" + metric + ",\"value\":[1,\"2\"]}").toList();
    QueryResult.Vector vector =
        (QueryResult.Vector) Answers.result("vector", String.join(",", elements));

    assertThat(vector.samples()).map(QueryResult.VectorSample::labels).isEqualTo(expected);
  }

  @Test
  void equalTextsOfOneAnswerAreOneObject() {
    StringBuilder elements = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      elements.append(i == 0 ? "" : ",").append("{\"metric\":{\"name\":\"value").append(i % 2);
      elements.append("\"},\"value\":[1,\"2\"]}");
    }
    QueryResult.Vector vector = (QueryResult.Vector) Answers.result("vector", elements.toString());

    Labels second = vector.samples().get(1).labels();
    Labels last = vector.samples().get(9).labels();
    assertThat(last.name(0)).isSameAs(second.name(0));
    assertThat(last.value(0)).isSameAs(second.value(0));
  }

  /* Gaps, other times, other ways to write them: the times of the series before do not help. */
  @Test
  void timesNeedNotBeThoseOfTheSeriesBefore() {
    QueryResult.Matrix matrix =
        (QueryResult.Matrix)
            Answers.result(
                "matrix",
                """
                {"metric":{"a":"1"},"values":[[1435781450,"1"],[1435781460,"2"],[1435781470,"3"]]},
                {"metric":{"a":"2"},"values":[[1435781460,"1"],[1435781470,"2"]]},
                {"metric":{"a":"3"},"values":[[1435781450,"1"],[1435781470,"2"],[1435781480,"3"]]},
                {"metric":{"a":"4"},"values":[[1435781455.5,"1"],[1435781460,"2"],[7,"x"]]},
                {"metric":{"a":"5"},"values":[[143578145,"1"],[14357814500,"2"]]}
                """
                    .replace("[7,\"x\"]", "[1435781470.0,\"3\"]"));

    assertThat(matrix.series())
        .map(series -> series.samples().toString())
        .containsExactly(
            "[1@1435781450000, 2@1435781460000, 3@1435781470000]",
            "[1@1435781460000, 2@1435781470000]",
            "[1@1435781450000, 2@1435781470000, 3@1435781480000]",
            "[1@1435781455500, 2@1435781460000, 3@1435781470000]",
            "[1@143578145000, 2@14357814500000]");
  }

  @Test
  void aHandlerGetsTheSeriesAndTheAnswerHasNone() throws IOException {
    List<String> series = new ArrayList<>();
    byte[] json =
        """
        {"status":"success","warnings":["w"],"data":{"resultType":"matrix","result":[
         {"metric":{"a":"1"},"values":[[1,"1"]]},{"metric":{"a":"2"},"values":[[1,"2"],[2,"3"]]}]}}
        """
            .getBytes(StandardCharsets.UTF_8);

    DecodedAnswer answer =
        AnswerDecoder.decode(
            new ByteArrayInputStream(json),
            (labels, samples) -> series.add(labels + " " + samples));

    assertThat(series).containsExactly("{a=\"1\"} [1@1000]", "{a=\"2\"} [2@1000, 3@2000]");
    assertThat(answer)
        .isEqualTo(
            new DecodedAnswer.Result(
                new QueryAnswer(new QueryResult.Matrix(List.of()), List.of("w"), List.of())));
  }
}
