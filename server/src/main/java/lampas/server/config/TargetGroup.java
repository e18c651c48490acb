package lampas.server.config;

import java.util.List;
import lampas.model.label.Labels;

/**
 * One entry of {@code static_configs}: targets that share labels.
 *
 * @param targets addresses, {@code host:port} or {@code host}
 * @param labels labels that every sample of these targets gets
 */
public record TargetGroup(List<String> targets, Labels labels) {
  public TargetGroup {
    targets = List.copyOf(targets);
  }
}
