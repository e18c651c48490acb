package lampas.examples.agents.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a service is well: each check is made anew for each request, none is assumed.
 *
 * @param alive what must hold, or the process is of no use any more
 * @param able what must hold, beside that, for it to do its work
 */
public record Health(Map<String, BooleanSupplier> alive, Map<String, BooleanSupplier> able) {
  public Health {
    alive = Collections.unmodifiableMap(new LinkedHashMap<>(alive));
    able = Collections.unmodifiableMap(new LinkedHashMap<>(able));
  }

  /** {@code /health/live}: 200 or 503. */
  public Answer live() {
    return answer(alive);
  }

  /** {@code /health/ready} and {@code /health}: 200 or 503. */
  public Answer ready() {
    Map<String, BooleanSupplier> all = new LinkedHashMap<>(alive);
    all.putAll(able);
    return answer(all);
  }

  private static Answer answer(Map<String, BooleanSupplier> checks) {
    ObjectNode parts = Answer.object();
    boolean well = true;
    for (Map.Entry<String, BooleanSupplier> check : checks.entrySet()) {
      boolean holds = check.getValue().getAsBoolean();
      parts.put(check.getKey(), holds ? "up" : "down");
      well &= holds;
    }
    ObjectNode body = Answer.object().put("status", well ? "healthy" : "unhealthy");
    body.set("checks", parts);
    return Answer.json(well ? 200 : 503, body);
  }
}
