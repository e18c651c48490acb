package lampas.server.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.metrics.reader.Exemplar;
import lampas.metrics.reader.ExpositionHandler;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.Labels;

/** Counts what an exposition holds, family by family. Not thread-safe. */
final class ExpositionSummary implements ExpositionHandler<ExpositionSummary.Family> {
  private static final List<String> SUFFIXES =
      List.of("_total", "_bucket", "_count", "_sum", "_created", "_info", "_gcount", "_gsum");

  private final Map<String, Family> families = new LinkedHashMap<>();
  private int exemplars;

  /** What is known of one family. Not thread-safe. */
  static final class Family {
    private final String name;
    private Optional<MetricKind> kind = Optional.empty();
    private String unit = "";
    private String help = "";
    private int series;
    private int samples;

    private Family(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }

    /** The type as it was declared; {@code untyped} if it was not. */
    String kind() {
      return kind.map(MetricKind::openMetricsName).orElse("untyped");
    }

    String unit() {
      return unit;
    }

    String help() {
      return help;
    }

    int series() {
      return series;
    }

    int samples() {
      return samples;
    }
  }

  Collection<Family> families() {
    return families.values();
  }

  int series() {
    return families.values().stream().mapToInt(Family::series).sum();
  }

  int samples() {
    return families.values().stream().mapToInt(Family::samples).sum();
  }

  int exemplars() {
    return exemplars;
  }

  @Override
  public Family series(Labels labels) {
    Family family = familyOf(labels.metricName());
    family.series++;
    return family;
  }

  @Override
  public void sample(Family series, double value, boolean repeated) {
    series.samples++;
  }

  @Override
  public void sampleAt(Family series, double value, long timeMillis, boolean repeated) {
    series.samples++;
  }

  @Override
  public void exemplar(Family series, Exemplar exemplar) {
    exemplars++;
  }

  @Override
  public void type(String family, MetricKind kind) {
    named(family).kind = Optional.of(kind);
  }

  @Override
  public void help(String family, String help) {
    named(family).help = help;
  }

  @Override
  public void unit(String family, String unit) {
    named(family).unit = unit;
  }

  /* A sample belongs to the family of its name, or to that of its name without a suffix. */
  private Family familyOf(String sample) {
    if (!families.containsKey(sample)) {
      for (String suffix : SUFFIXES) {
        String stem =
            sample.endsWith(suffix) ? sample.substring(0, sample.length() - suffix.length()) : "";
        if (families.containsKey(stem)) {
          return named(stem);
        }
      }
    }
    return named(sample);
  }

  private Family named(String name) {
    return families.computeIfAbsent(name, Family::new);
  }
}
