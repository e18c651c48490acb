package lampas.client.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A question to a preset, without a time.
 *
 * @param window how far a rate looks back; empty for the preset's default
 * @param tenant the conditions that every selector gets
 */
public record PresetRequest(
    MetricPreset preset, MetricQuerier querier, Optional<Duration> window, TenantLabels tenant) {

  /** A question for no tenant, with the preset's default window. */
  public static PresetRequest of(MetricPreset preset, MetricQuerier querier) {
    return new PresetRequest(preset, querier, Optional.empty(), TenantLabels.none());
  }

  public PresetRequest withWindow(Duration length) {
    return new PresetRequest(preset, querier, Optional.of(length), tenant);
  }

  public PresetRequest withTenant(TenantLabels labels) {
    return new PresetRequest(preset, querier, window, labels);
  }

  /** Everything that is wrong with it; empty if it can be asked. */
  public List<String> validate() {
    try {
      render();
      return List.of();
    } catch (TemplateException wrong) {
      return wrong.problems();
    }
  }

  /**
   * The query that it becomes.
   *
   * @throws TemplateException with everything that is wrong with it
   */
  public RenderedQuery render() {
    return Rendering.of(this);
  }
}
