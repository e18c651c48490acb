package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.Text;
import lampas.model.result.QueryResult.Vector;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class ResultJsonTest {
  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter() {
    Labels labels = Labels.of("a", "x\udcff🔥\ud83d");

    assertThat(json(new Vector(List.of(new FloatSample(labels, 1_500, 1)))))
        .isEqualTo(
            "{\"resultType\":\"vector\",\"result\":"
                + "[{\"metric\":{\"a\":\"x\ufffd🔥\ufffd\"},\"value\":[1.500,\"1\"]}]}");
    assertThat(json(new Text(0, "\udcff")))
        .isEqualTo("{\"resultType\":\"string\",\"result\":[0,\"\ufffd\"]}");
  }

  private static String json(QueryResult result) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonMapper().createGenerator(text)) {
      json.writeStartObject();
      ResultJson.write(result, json);
      json.writeEndObject();
    }
    return text.toString();
  }
}
