package lampas.client.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lampas.client.answer.Rule.AlertingRule;
import lampas.client.answer.Rule.Evaluation;
import lampas.client.answer.Rule.OtherRule;
import lampas.client.answer.Rule.RecordingRule;

/**
 * Rules that are evaluated one after the other.
 *
 * @param file where it is configured
 * @param interval how often it is evaluated
 * @param evaluatedAt when it was evaluated last; empty if it was not yet
 * @param evaluationDuration how long that took
 */
public record RuleGroup(
    String name,
    String file,
    Optional<Duration> interval,
    Optional<Instant> evaluatedAt,
    Optional<Duration> evaluationDuration,
    List<Rule> rules) {
  public RuleGroup {
    rules = List.copyOf(rules);
  }

  /** Reads {@code data} of {@code /api/v1/rules}. */
  public static List<RuleGroup> read(JsonValue data) {
    return Fields.of(data)
        .list(
            "groups",
            group ->
                new RuleGroup(
                    group.text("name"),
                    group.text("file"),
                    group.seconds("interval"),
                    group.time("lastEvaluation"),
                    group.seconds("evaluationTime"),
                    group.list("rules", RuleGroup::rule)));
  }

  private static Rule rule(Fields rule) {
    String type = rule.text("type");
    return switch (type) {
      case "recording" ->
          new RecordingRule(
              rule.text("name"), rule.text("query"), rule.labels("labels"), evaluation(rule));
      case "alerting" ->
          new AlertingRule(
              rule.text("name"),
              rule.text("query"),
              rule.labels("labels"),
              evaluation(rule),
              rule.seconds("duration").orElse(Duration.ZERO),
              rule.seconds("keepFiringFor"),
              rule.texts("annotations"),
              AlertState.of(rule.text("state")),
              rule.list("alerts", Alert::of));
      default ->
          new OtherRule(
              type, rule.text("name"), rule.text("query"), rule.labels("labels"), evaluation(rule));
    };
  }

  private static Evaluation evaluation(Fields rule) {
    return new Evaluation(
        RuleHealth.of(rule.text("health")),
        rule.optionalText("lastError"),
        rule.time("lastEvaluation"),
        rule.seconds("evaluationTime"));
  }
}
