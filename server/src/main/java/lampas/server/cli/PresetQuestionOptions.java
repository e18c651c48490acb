package lampas.server.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.client.template.LabelFilter;
import lampas.client.template.MetricQuerier;
import lampas.client.template.PresetRequest;
import lampas.client.template.TenantLabels;
import lampas.model.error.ErrorKind;
import lampas.model.time.PrometheusDuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which preset is asked, and what is filled into it. */
final class PresetQuestionOptions {
  @Parameters(
      paramLabel = "NAME",
      description = "The preset, such as request_rate, or request_rate@2 for that version.")
  private String name = "";

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "The metric's name. Default: the preset's.")
  private @Nullable String metric;

  @Option(
      names = "--label",
      paramLabel = "FILTER",
      description = {
        "A condition on a label: job=api, job!=api, code=~5.., path!~/internal/.*",
        "May come several times; all hold."
      })
  private List<String> labels = List.of();

  @Option(
      names = "--by",
      paramLabel = "LABELS",
      description = "Labels to group by, with commas between; '' for none. Default: the preset's.")
  private List<String> by = List.of();

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description = "How far rates look back. Default: the preset's, mostly 5m.")
  private @Nullable String window;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A placeholder that the preset declares, such as quantile=0.9.")
  private List<String> parameters = List.of();

  @Option(
      names = "--tenant",
      paramLabel = "LABEL=VALUE",
      description = "A condition that every selector of the query gets. May come several times.")
  private List<String> tenant = List.of();

  @Mixin private PresetFileOptions files = new PresetFileOptions();

  PresetRequest request() {
    MetricQuerier querier =
        new MetricQuerier(
            Optional.ofNullable(metric),
            labels.stream().map(LabelFilter::parse).toList(),
            by.isEmpty() ? Optional.empty() : Optional.of(names()),
            Map.of());
    for (String parameter : parameters) {
      String[] pair = pair("--set", parameter);
      querier = querier.with(pair[0], pair[1]);
    }
    TenantLabels conditions = TenantLabels.none();
    for (String label : tenant) {
      String[] pair = pair("--tenant", label);
      conditions = conditions.and(pair[0], pair[1]);
    }
    PresetRequest request =
        PresetRequest.of(files.presets().require(name), querier).withTenant(conditions);
    return window == null ? request : request.withWindow(PrometheusDuration.parse(window));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (String list : by) {
      if (!list.isEmpty()) {
        names.addAll(Arrays.asList(list.split(",", -1)));
      }
    }
    return names;
  }

  private static String[] pair(String option, String text) {
    int at = text.indexOf('=');
    if (at < 0) {
      throw new CommandException(
          ErrorKind.USER, option + ": " + text + " (expected: a name, =, and a value)");
    }
    return new String[] {text.substring(0, at), text.substring(at + 1)};
  }
}
