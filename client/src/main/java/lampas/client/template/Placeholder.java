package lampas.client.template;

/**
 * A name in braces in the text of a template.
 *
 * @param name without the braces
 */
public record Placeholder(String name, PlaceholderKind kind) {
  /** The name of the metric; {@link MetricQuerier#metricName}. */
  public static final Placeholder METRIC_NAME =
      new Placeholder("metric_name", PlaceholderKind.METRIC);

  /** The matchers; {@link MetricQuerier#labels}. */
  public static final Placeholder LABELS = new Placeholder("labels", PlaceholderKind.LABELS);

  /** The labels to group by; {@link MetricQuerier#groupBy}. */
  public static final Placeholder GROUP_BY =
      new Placeholder("group_by", PlaceholderKind.GROUP_LABELS);

  /** How far a rate and its like look back. */
  public static final Placeholder WINDOW = new Placeholder("window", PlaceholderKind.DURATION);

  /** As it stands in the text, for example {@code {window}}. */
  @Override
  public String toString() {
    return "{" + name + "}";
  }
}
