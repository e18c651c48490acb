package lampas.metrics;

import java.time.Clock;
import lampas.model.label.Labels;
import org.jspecify.annotations.Nullable;

/** What the families of one registry share. */
record FamilyContext(
    int seriesPerFamily,
    SeriesBudget budget,
    Clock clock,
    CreationTimes creationTimes,
    Labels constants,
    @Nullable ExemplarSampler exemplars) {
  static FamilyContext of(RegistryOptions options) {
    return new FamilyContext(
        options.seriesPerFamily(),
        new SeriesBudget(options.seriesInAll()),
        options.clock(),
        new CreationTimes(options.clock().millis()),
        options.labels(),
        options
            .exemplars()
            .map(source -> new ExemplarSampler(source, options.clock()))
            .orElse(null));
  }

  /** For the metrics that count the trouble of others: they must not be lost to it. */
  FamilyContext unlimited() {
    return new FamilyContext(
        Integer.MAX_VALUE, new SeriesBudget(Long.MAX_VALUE), clock, creationTimes, constants, null);
  }
}
