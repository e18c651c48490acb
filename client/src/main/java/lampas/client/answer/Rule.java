package lampas.client.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.model.label.Labels;

/** A rule as a backend has it. */
public sealed interface Rule {
  String name();

  /** The expression, in PromQL. */
  String query();

  /** The labels that it adds. */
  Labels labels();

  Evaluation evaluation();

  /**
   * How a rule was evaluated last.
   *
   * @param error why it failed; empty if it did not
   * @param at when it began; empty if there was none yet
   * @param duration how long it took
   */
  record Evaluation(
      RuleHealth health,
      Optional<String> error,
      Optional<Instant> at,
      Optional<Duration> duration) {}

  /** A rule that records a series under a name. */
  record RecordingRule(String name, String query, Labels labels, Evaluation evaluation)
      implements Rule {}

  /**
   * A rule that raises alerts.
   *
   * @param pendingFor how long its condition must hold
   * @param alerts those that are pending or firing
   */
  record AlertingRule(
      String name,
      String query,
      Labels labels,
      Evaluation evaluation,
      Duration pendingFor,
      Optional<Duration> keepFiringFor,
      Map<String, String> annotations,
      AlertState state,
      List<Alert> alerts)
      implements Rule {
    public AlertingRule {
      annotations = Map.copyOf(annotations);
      alerts = List.copyOf(alerts);
    }
  }

  /** A rule of a kind that is not known here. */
  record OtherRule(String type, String name, String query, Labels labels, Evaluation evaluation)
      implements Rule {}
}
