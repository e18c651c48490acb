package lampas.promql.engine;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lampas.model.label.Matcher;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Span;

/**
 * {@code info()}: adds to each series the labels of the info series that are about the same
 * instance and job.
 *
 * <p>Source: promql/info.go of Prometheus.
 */
final class InfoCall {
  /** The labels that say what a series is about. */
  static final List<String> IDENTIFYING = List.of("instance", "job");

  /* More values than these are not asked for by name: a long regular expression is slow. */
  private static final int MAXIMUM_ALTERNATIVES = 500;

  private final QueryRun run;
  private final Evaluator evaluator;
  private final Selectors selectors;

  InfoCall(QueryRun run, Evaluator evaluator, Selectors selectors) {
    this.run = run;
    this.evaluator = evaluator;
    this.selectors = selectors;
  }

  void call(Call call, Steps steps, ColumnSink out) {
    Expression operand = call.arguments().get(0);
    InfoSelector selector = InfoSelector.of(call.arguments());
    List<Column> columns = evaluator.columns(operand, steps);
    List<Column> plain = new ArrayList<>();
    ColumnMerger merger = new ColumnMerger(run);
    for (Column column : columns) {
      if (selector.isInfo(column.labels().metricName())) {
        merger.accept(column);
      } else {
        plain.add(column);
      }
    }
    InfoSeries infos = new InfoSeries(run, selector, steps.length());
    List<Matcher> identities = identities(plain);
    if (!identities.isEmpty()) {
      List<Matcher> matchers = new ArrayList<>(selector.matchers());
      matchers.addAll(identities);
      read(matchers, InfoShift.of(operand, run), steps, infos);
      infos.decide(columns);
    }
    for (Column column : plain) {
      infos.enrich(column, merger);
    }
    infos.give();
    merger.flush(out);
  }

  /* Values tell histograms, which are no info series, and times tell which of two is newer. */
  private void read(List<Matcher> matchers, TimeShift shift, Steps steps, InfoSeries infos) {
    VectorSelector selector =
        new VectorSelector(Optional.empty(), matchers, shift, Extrapolation.NONE, Span.NONE);
    selectors.instant(selector, steps, Selectors.Part.VALUE, infos::add);
    if (infos.haveRivals()) {
      selectors.instant(selector, steps, Selectors.Part.TIME, infos::addTimes);
    }
  }

  /* Conditions that only leave out info series that are about nothing that is asked for. */
  private static List<Matcher> identities(List<Column> columns) {
    List<Matcher> matchers = new ArrayList<>();
    for (String name : IDENTIFYING) {
      Set<String> values = new HashSet<>();
      for (Column column : columns) {
        values.add(column.labels().valueOrEmpty(name));
      }
      values.remove("");
      if (values.size() > MAXIMUM_ALTERNATIVES) {
        matchers.add(Matcher.notEqual(name, ""));
      } else if (!values.isEmpty()) {
        matchers.add(
            Matcher.regex(
                name,
                values.stream().sorted().map(Pattern::quote).collect(Collectors.joining("|"))));
      }
    }
    return matchers;
  }
}
