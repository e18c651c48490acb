package lampas.server.proxy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The metadata of the metrics that a tenant has series of. */
final class MetadataView {
  private static final JsonMapper JSON = new JsonMapper();

  /* What the series of one family add to its name. Source: the OpenMetrics specification. */
  private static final List<String> SUFFIXES =
      List.of("", "_total", "_bucket", "_sum", "_count", "_created", "_info", "_gsum", "_gcount");

  private MetadataView() {}

  /**
   * What is shown.
   *
   * @param metric the only metric that was asked for
   * @param limit the most metrics; 0 for all
   */
  static ObjectNode of(JsonNode metadata, JsonNode names, Optional<String> metric, int limit) {
    Set<String> own = new HashSet<>();
    names.forEach(name -> own.add(name.asString("")));
    ObjectNode shown = JSON.createObjectNode();
    for (var entry : metadata.properties()) {
      String family = entry.getKey();
      if ((limit == 0 || shown.size() < limit)
          && metric.map(family::equals).orElse(true)
          && SUFFIXES.stream().anyMatch(suffix -> own.contains(family + suffix))) {
        shown.set(family, entry.getValue());
      }
    }
    return shown;
  }
}
