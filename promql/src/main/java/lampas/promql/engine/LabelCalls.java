package lampas.promql.engine;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.stream.Collectors;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.promql.Dialect;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.function.Template;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.RegexLimits;
import lampas.promql.syntax.StringText;

/** {@code label_replace} and {@code label_join}. */
final class LabelCalls {
  /* RE2/J's time to compile alternatives grows with the square of their number. */
  private static final int MAXIMUM_ALTERNATIVES = 5_000;

  private final QueryRun run;
  private final Evaluator evaluator;

  LabelCalls(QueryRun run, Evaluator evaluator) {
    this.run = run;
    this.evaluator = evaluator;
  }

  void replace(List<Expression> arguments, Steps steps, ColumnSink out) {
    String target = Evaluator.text(arguments.get(1));
    String replacement = Evaluator.text(arguments.get(2));
    String source = Evaluator.text(arguments.get(3));
    Pattern pattern = compile(Evaluator.text(arguments.get(4)));
    requireName("destination", target, "label_replace");
    evaluator.transformed(
        arguments.get(0),
        steps,
        column -> {
          Matcher matcher = pattern.matcher(column.labels().valueOrEmpty(source));
          return matches(matcher)
              ? with(column, target, Template.expand(replacement, matcher))
              : column;
        },
        out);
  }

  void join(List<Expression> arguments, Steps steps, ColumnSink out) {
    String target = Evaluator.text(arguments.get(1));
    String separator = Evaluator.text(arguments.get(2));
    List<String> sources =
        arguments.subList(3, arguments.size()).stream().map(Evaluator::text).toList();
    sources.forEach(source -> requireName("source", source, "label_join"));
    requireName("destination", target, "label_join");
    evaluator.transformed(
        arguments.get(0),
        steps,
        column -> {
          Labels labels = column.labels();
          String joined =
              sources.stream().map(labels::valueOrEmpty).collect(Collectors.joining(separator));
          return with(column, target, joined);
        },
        out);
  }

  /* A name that is set by hand is not dropped any more. */
  private Column with(Column column, String target, String value) {
    boolean drops = column.dropsName() && !target.equals(LabelNames.METRIC_NAME);
    Labels labels = run.hold(column.labels().with(target, value), target, value);
    return column.withLabels(labels, drops);
  }

  /* RE2/J recurses over alternatives: thousands of them are more than the stack of a thread. */
  private static boolean matches(Matcher matcher) {
    try {
      return matcher.matches();
    } catch (StackOverflowError tooManyAlternatives) {
      throw EvaluationException.execution(
          "invalid regular expression in label_replace(): too many alternatives");
    }
  }

  private Pattern compile(String expression) {
    if (expression.chars().filter(c -> c == '|').count() > MAXIMUM_ALTERNATIVES) {
      throw EvaluationException.execution(
          "invalid regular expression in label_replace(): too many alternatives");
    }
    RegexLimits.exceededBy(expression)
        .ifPresent(reason -> {
          throw EvaluationException.execution(
              "invalid regular expression in label_replace(): " + reason);
        });
    boolean lineBound = run.dialect() == Dialect.PROMETHEUS_2;
    try {
      return Pattern.compile((lineBound ? "^(?:" : "^(?s:") + expression + ")$");
    } catch (StackOverflowError tooManyAlternatives) {
      throw EvaluationException.execution(
          "invalid regular expression in label_replace(): too many alternatives");
    } catch (PatternSyntaxException illegal) {
      throw EvaluationException.execution(
          "invalid regular expression in label_replace(): " + expression);
    }
  }

  /** Refuses what no label may be called. */
  private void requireName(String what, String name, String function) {
    if (!isLabelName(name, run.dialect())) {
      throw EvaluationException.execution(
          "invalid %s label name in %s(): %s".formatted(what, function, name));
    }
  }

  /** Whether a label may be called so: today any text that is not empty and valid UTF-8. */
  static boolean isLabelName(String name, Dialect dialect) {
    return dialect == Dialect.PROMETHEUS_2
        ? LabelNames.isLegacyLabelName(name)
        : !name.isEmpty() && StringText.isValidUtf8(name);
  }
}
