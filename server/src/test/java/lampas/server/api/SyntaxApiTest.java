package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Formatting and parsing over HTTP. */
class SyntaxApiTest {
  private final RunningApi api = RunningApi.over(SeriesFixture.create());

  @AfterEach
  void close() {
    api.close();
  }

  private String format(String query) {
    return api.body("/api/v1/format_query", "query", query);
  }

  private String parse(String query) {
    return api.body("/api/v1/parse_query", "query", query);
  }

  @Test
  void aQueryIsFormatted() {
    assertThat(format("sum  by(job)(rate( up [5m])) /2"))
        .isEqualTo("{\"status\":\"success\",\"data\":\"sum by (job) (rate(up[5m])) / 2\"}");
  }

  @Test
  void whatDoesNotParseIsBadData() {
    String expected =
        "400 {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"invalid parameter"
            + " \\\"query\\\": 1:3: parse error: unexpected end of input";
    assertThat(api.answer("/api/v1/format_query", "query", "1+")).startsWith(expected);
    assertThat(api.answer("/api/v1/parse_query", "query", "1+")).startsWith(expected);
  }

  @Test
  void selectorsKeepTheirMatchersAndTheirTime() {
    assertThat(parse("up{job=~\"a.*\"}[5m] @ end() offset -1m"))
        .isEqualTo(
            """
            {"status":"success","data":{"type":"matrixSelector","range":300000,"rangeExpr":null,\
            "name":"up","matchers":[{"name":"job","value":"a.*","type":"=~"},\
            {"name":"__name__","value":"up","type":"="}],"offset":-60000,"offsetExpr":null,\
            "timestamp":null,"startOrEnd":"end","anchored":false,"smoothed":false}}\
            """);
    assertThat(parse("up @ 1.5 smoothed"))
        .contains("\"type\":\"vectorSelector\"", "\"timestamp\":1500,\"startOrEnd\":null")
        .endsWith("\"anchored\":false,\"smoothed\":true}}");
  }

  @Test
  void operatorsKeepTheirMatching() {
    assertThat(parse("a > bool on(x) group_left(y) fill_left(0.5) b"))
        .contains(
            """
            "bool":true,"matching":{"card":"many-to-one","labels":["x"],"on":true,"include":["y"],\
            "fillValues":{"lhs":0.5,"rhs":null}}\
            """);
    assertThat(parse("-a * 1e3"))
        .isEqualTo(
            """
            {"status":"success","data":{"type":"binaryExpr","op":"*",\
            "lhs":{"type":"unaryExpr","op":"-","expr":{"type":"vectorSelector","name":"a",\
            "matchers":[{"name":"__name__","value":"a","type":"="}],"offset":0,"offsetExpr":null,\
            "timestamp":null,"startOrEnd":null,"anchored":false,"smoothed":false}},\
            "rhs":{"type":"numberLiteral","val":"1000"},"bool":false,"matching":null}}\
            """);
  }

  @Test
  void aggregationsAndCallsKeepTheirArguments() {
    assertThat(parse("topk without(x) (3, vector(1))"))
        .isEqualTo(
            """
            {"status":"success","data":{"type":"aggregation","op":"topk",\
            "expr":{"type":"call","func":{"name":"vector","argTypes":["scalar"],"variadic":0,\
            "returnType":"vector"},"args":[{"type":"numberLiteral","val":"1"}]},\
            "param":{"type":"numberLiteral","val":"3"},"grouping":["x"],"without":true}}\
            """);
    assertThat(parse("label_join(up, \"a\", \"\")")).contains("\"variadic\":-1");
    assertThat(parse("round(up)")).contains("\"argTypes\":[\"vector\",\"scalar\"],\"variadic\":1");
  }

  @Test
  void arithmeticInDurationsIsATree() {
    assertThat(parse("max_over_time(up[(5m + step()):1m] offset (2 * 1s))"))
        .contains(
            """
            "range":0,"rangeExpr":{"type":"durationExpr","op":"+",\
            "lhs":{"type":"numberLiteral","val":"300","duration":true},\
            "rhs":{"type":"durationExpr","op":"step","lhs":null,"rhs":null,"wrapped":false},\
            "wrapped":true},"step":60000,"stepExpr":null,"offset":0,\
            "offsetExpr":{"type":"durationExpr","op":"*",\
            "lhs":{"type":"numberLiteral","val":"2","duration":false},\
            "rhs":{"type":"numberLiteral","val":"1","duration":true},"wrapped":true}\
            """);
  }
}
