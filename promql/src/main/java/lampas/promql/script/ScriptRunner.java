package lampas.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.ScriptCommand.Clear;
import lampas.promql.script.ScriptCommand.Conversion;
import lampas.promql.script.ScriptCommand.Evaluation;
import lampas.promql.script.ScriptCommand.Load;
import lampas.promql.script.ScriptCommand.LoadedSeries;
import lampas.promql.script.ScriptOutcome.EvaluationOutcome;

/**
 * Runs scripts, each over series of its own, and says for each {@code eval} command whether it gave
 * what it should.
 *
 * <p>An instant evaluation is asked as it stands; then with {@code @} at every selector, at several
 * other times; and each of these once more as a range of three steps, of which the middle one
 * counts. It passes if all answers are as expected. What depends on the time or on the bounds of
 * the query is not asked in the other ways. Thread-safe.
 */
public final class ScriptRunner {
  private final Engine engine;

  private ScriptRunner(Engine engine) {
    this.engine = engine;
  }

  /** A runner with an engine of one's own. */
  public static ScriptRunner with(Engine engine) {
    return new ScriptRunner(engine);
  }

  /**
   * A runner with the settings of Prometheus's own tests: everything experimental allowed, metric
   * names removed late.
   */
  public static ScriptRunner create() {
    return with(
        Engine.create(
            EngineOptions.defaults()
                .withNameRemoval(EngineOptions.NameRemoval.DELAYED)
                .withStartTimes(EngineOptions.StartTimes.USED)));
  }

  /**
   * Runs a script from its first command to its last.
   *
   * @throws ScriptException if series cannot be loaded; evaluations that fail are in the outcome
   */
  public ScriptOutcome run(Script script) {
    SeriesFixture fixture = SeriesFixture.create();
    List<EvaluationOutcome> outcomes = new ArrayList<>();
    for (ScriptCommand command : script.commands()) {
      switch (command) {
        case Clear ignored -> fixture.clear();
        case Load load -> load(script, load, fixture);
        case Evaluation evaluation -> outcomes.add(evaluate(evaluation, fixture));
      }
    }
    return new ScriptOutcome(script, outcomes);
  }

  private EvaluationOutcome evaluate(Evaluation evaluation, SeriesFixture fixture) {
    Optional<String> failure;
    try {
      failure = new EvaluationRun(engine, fixture, evaluation).failure();
    } catch (RuntimeException defect) {
      /* Our own bug is a failure of this evaluation, with what one needs to find it. */
      failure =
          Optional.of(
              "defect: "
                  + defect
                  + " "
                  + List.of(defect.getStackTrace()).stream().limit(8).toList());
    }
    return new EvaluationOutcome(evaluation, failure);
  }

  private static void load(Script script, Load load, SeriesFixture fixture) {
    long step = load.step().toMillis();
    int line = load.line();
    try {
      for (LoadedSeries series : load.series()) {
        line = series.line();
        fixture.add(series.series(), series.starts(), step);
      }
      if (load.conversion() == Conversion.CLASSIC_TO_NATIVE) {
        ClassicHistograms classic = new ClassicHistograms();
        for (LoadedSeries series : load.series()) {
          classic.add(series.series());
        }
        line = load.line();
        classic.loadInto(fixture, step);
      }
    } catch (ScriptException error) {
      throw ScriptException.at(script.name(), line, error.getMessage());
    }
  }
}
