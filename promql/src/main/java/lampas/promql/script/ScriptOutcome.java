package lampas.promql.script;

import java.util.List;
import java.util.Optional;
import lampas.promql.script.ScriptCommand.Evaluation;

/** What became of a script's evaluations, one for each {@code eval} command, in its order. */
public record ScriptOutcome(Script script, List<EvaluationOutcome> evaluations) {
  /**
   * What became of one evaluation.
   *
   * @param failure how the answer differs from what the script expects; empty if it does not
   */
  public record EvaluationOutcome(Evaluation evaluation, Optional<String> failure) {
    public boolean passed() {
      return failure.isEmpty();
    }
  }

  public ScriptOutcome {
    evaluations = List.copyOf(evaluations);
  }

  /** How many evaluations gave what the script expects. */
  public int passed() {
    return (int) evaluations.stream().filter(EvaluationOutcome::passed).count();
  }

  public int total() {
    return evaluations.size();
  }

  public List<EvaluationOutcome> failed() {
    return evaluations.stream().filter(outcome -> !outcome.passed()).toList();
  }
}
