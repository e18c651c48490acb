package lampas.client.container;

import java.util.Arrays;
import java.util.List;

/** The labels of {@code backendai_container_utilization}. */
public enum ContainerLabel {
  METRIC_NAME("container_metric_name"),
  AGENT("agent_id"),
  KERNEL("kernel_id"),
  SESSION("session_id"),
  USER("user_id"),
  PROJECT("project_id"),
  VALUE_TYPE("value_type");

  private final String text;

  ContainerLabel(String text) {
    this.text = text;
  }

  /** The label's name. */
  public String text() {
    return text;
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(ContainerLabel::text).toList();
  }
}
