package lampas.workflow.observability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The expressions of dashboard.json, with values for Grafana's variables. */
final class Dashboard {
  private Dashboard() {}

  static List<String> expressions(Path file) throws IOException {
    List<String> expressions = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("expr")) {
          json.nextToken();
          expressions.add(
              json.getString()
                  .replace("$__rate_interval", "5m")
                  .replace("$job", "workflows")
                  .replace("$instance", ".+"));
        }
      }
    }
    return expressions;
  }
}
