package lampas.server.scrape;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import lampas.model.error.ErrorKind;
import lampas.model.label.LabelNames;
import lampas.model.label.LabelText;
import lampas.model.label.Labels;
import lampas.server.config.ScrapeLimits;

/**
 * The labels of a target's series: those that it exposes together with its own.
 *
 * <p>Source: mutateSampleLabels and verifyLabelLimits in scrape/scrape.go of Prometheus.
 */
final class SampleLabels {
  private static final String EXPORTED = "exported_";
  private static final int SHOWN = 50;

  private final Labels targetLabels;
  private final boolean honorLabels;
  private final ScrapeLimits limits;

  SampleLabels(ScrapeTarget target) {
    this.targetLabels = target.labels();
    this.honorLabels = target.job().honorLabels();
    this.limits = target.job().limits();
  }

  /**
   * The labels of an exposed series.
   *
   * @throws ScrapeException LIMIT if there are too many or they are too long
   */
  Labels of(Labels exposed) {
    Map<String, String> labels = exposed.toMap();
    if (honorLabels) {
      targetLabels.forEach(labels::putIfAbsent);
    } else {
      targetLabels.forEach(labels::put);
      rename(exposed, labels);
    }
    Labels all = Labels.of(labels);
    check(all);
    return all;
  }

  /** The labels of a series that the scraper writes about the target. */
  Labels ofReport(String metricName) {
    return targetLabels.with(LabelNames.METRIC_NAME, metricName);
  }

  /* Shorter names first, so that an exposed exported_a keeps its name when a becomes exported_a. */
  private void rename(Labels exposed, Map<String, String> labels) {
    List<String> conflicts = new ArrayList<>();
    targetLabels.forEach((name, value) -> {
      if (exposed.has(name)) {
        conflicts.add(name);
      }
    });
    conflicts.sort(Comparator.comparingInt(String::length));
    for (String name : conflicts) {
      String free = EXPORTED + name;
      while (labels.containsKey(free)) {
        free = EXPORTED + free;
      }
      labels.put(free, exposed.valueOrEmpty(name));
    }
  }

  private void check(Labels labels) {
    if (isAbove(labels.size(), limits.labels())) {
      throw exceeded(
          "label_limit exceeded (metric: %s, number of labels: %d, limit: %d)"
              .formatted(
                  shorten(labels.metricName()), labels.size(), limits.labels().orElseThrow()));
    }
    if (limits.labelNameBytes().isPresent() || limits.labelValueBytes().isPresent()) {
      labels.forEach((name, value) -> check(labels.metricName(), name, value));
    }
  }

  private void check(String metricName, String name, String value) {
    if (isAbove(bytes(name), limits.labelNameBytes())) {
      throw exceeded(
          "label_name_length_limit exceeded (metric: %s, label name: %s, length: %d, limit: %d)"
              .formatted(
                  shorten(metricName),
                  shorten(name),
                  bytes(name),
                  limits.labelNameBytes().orElseThrow()));
    }
    if (isAbove(bytes(value), limits.labelValueBytes())) {
      throw exceeded(
          ("label_value_length_limit exceeded"
                  + " (metric: %s, label name: %s, value: %s, length: %d, limit: %d)")
              .formatted(
                  shorten(metricName),
                  shorten(name),
                  LabelText.quote(shorten(value)),
                  bytes(value),
                  limits.labelValueBytes().orElseThrow()));
    }
  }

  private static boolean isAbove(int count, OptionalInt limit) {
    return limit.isPresent() && count > limit.getAsInt();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
  }

  private static ScrapeException exceeded(String message) {
    return new ScrapeException(ErrorKind.LIMIT, message);
  }
}
