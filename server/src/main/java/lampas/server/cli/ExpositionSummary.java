package lampas.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lampas.metrics.reader.Exposition;
import lampas.model.label.Labels;

/**
 * How many series each family of an exposition has.
 *
 * @param families the families, in the order of the exposition
 */
record ExpositionSummary(List<Family> families) {
  private static final List<String> SUFFIXES =
      List.of("_total", "_bucket", "_count", "_sum", "_created", "_info", "_gcount", "_gsum");

  ExpositionSummary {
    families = List.copyOf(families);
  }

  /** One family; kind {@code unknown} and empty texts where the exposition says nothing. */
  record Family(String name, String kind, String unit, String help, int series) {}

  static ExpositionSummary of(Exposition exposition) {
    Map<String, Integer> series = new LinkedHashMap<>();
    exposition.families().keySet().forEach(name -> series.put(name, 0));
    for (Labels labels : exposition.samples().keySet()) {
      series.merge(familyOf(labels.metricName(), exposition), 1, Integer::sum);
    }
    List<Family> families = new ArrayList<>();
    series.forEach((name, count) -> families.add(family(name, count, exposition)));
    return new ExpositionSummary(families);
  }

  /** How many series there are in all. */
  int series() {
    return families.stream().mapToInt(Family::series).sum();
  }

  private static Family family(String name, int series, Exposition exposition) {
    Exposition.Family told = exposition.families().get(name);
    return told == null
        ? new Family(name, "unknown", "", "", series)
        : new Family(name, told.kind().openMetricsName(), told.unit(), told.help(), series);
  }

  /* A sample belongs to the family of its name, or to that of its name without a suffix. */
  private static String familyOf(String sample, Exposition exposition) {
    if (!exposition.families().containsKey(sample)) {
      for (String suffix : SUFFIXES) {
        if (sample.endsWith(suffix)) {
          String stem = sample.substring(0, sample.length() - suffix.length());
          if (exposition.families().containsKey(stem)) {
            return stem;
          }
        }
      }
    }
    return sample;
  }
}
