package lampas.server;

import java.util.EnumSet;
import java.util.Set;
import lampas.promql.engine.EngineOptions;
import lampas.promql.engine.EngineOptions.CounterEvidence;
import lampas.promql.engine.EngineOptions.NameRemoval;
import lampas.promql.engine.QueryLimits;
import lampas.promql.syntax.Experiment;
import lampas.promql.syntax.ParserOptions;
import lampas.server.config.Feature;
import lampas.server.config.QuerySettings;

/** The engine's options as the configuration has them. */
final class EngineSettings {
  private EngineSettings() {}

  static EngineOptions options(QuerySettings query) {
    /* Prometheus 3.14 has these on for good. */
    Set<Experiment> experiments = EnumSet.of(Experiment.DURATION_EXPRESSIONS);
    EngineOptions options = EngineOptions.defaults();
    for (Feature feature : query.features()) {
      switch (feature) {
        case EXPERIMENTAL_FUNCTIONS -> experiments.add(Experiment.FUNCTIONS);
        case EXTENDED_RANGE_SELECTORS -> experiments.add(Experiment.EXTENDED_RANGE_SELECTORS);
        case FILL_MODIFIERS -> experiments.add(Experiment.FILL_MODIFIERS);
        case DELAYED_NAME_REMOVAL -> options = options.withNameRemoval(NameRemoval.DELAYED);
        case TYPE_AND_UNIT_LABELS ->
            options = options.withCounterEvidence(CounterEvidence.TYPE_LABEL);
      }
    }
    return options
        .withParser(ParserOptions.defaults().withExperiments(experiments))
        .withLookback(query.lookbackDelta())
        .withLimits(
            new QueryLimits(
                query.maxSamples(),
                query.maxBytes().orElse(QueryLimits.defaults().bytes()),
                query.maxSeries(),
                query.timeout()))
        .withDialect(query.dialect());
  }
}
