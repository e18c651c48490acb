package lampas.client.container;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.SeriesScope;
import lampas.model.error.ErrorKind;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;

/**
 * Answers questions about {@code backendai_container_utilization} from any backend.
 *
 * <p>Which query is right for a metric follows from its {@link ContainerMetric}. Thread-safe. Calls
 * block; every method throws a {@link lampas.client.ClientException} if there is no answer.
 */
public final class ContainerMetrics {
  private final Backend backend;
  private final ContainerMetricTable table;
  private final ContainerSettings settings;
  private final ContainerQueries queries;
  private final Clock clock;

  private ContainerMetrics(
      Backend backend, ContainerMetricTable table, ContainerSettings settings, Clock clock) {
    this.backend = backend;
    this.table = table;
    this.settings = settings;
    this.queries = new ContainerQueries(settings);
    this.clock = clock;
  }

  /** The standard metrics with default settings, on the system's clock. */
  public static ContainerMetrics of(Backend backend) {
    return of(
        backend, ContainerMetricTable.standard(), ContainerSettings.defaults(), Clock.systemUTC());
  }

  /** These metrics with these settings; the clock says what "now" is. */
  public static ContainerMetrics of(
      Backend backend, ContainerMetricTable table, ContainerSettings settings, Clock clock) {
    return new ContainerMetrics(backend, table, settings, clock);
  }

  /** The query that answers a querier, as text. */
  public String preview(ContainerMetricQuerier querier) {
    ContainerMetric metric = table.metric(querier.metricName());
    return queries.of(metric, querier, settings.window()).text();
  }

  /** The values over a range; growth is measured over the window of the settings. */
  public ContainerSeries series(ContainerMetricQuerier querier, QueryTime.Range range) {
    return series(querier, range, settings.window());
  }

  /** The values over a range; growth is measured over the given window. */
  public ContainerSeries series(
      ContainerMetricQuerier querier, QueryTime.Range range, Duration window) {
    ContainerMetric metric = table.metric(querier.metricName());
    Query query =
        Query.range(
            queries.of(metric, querier, window).expression(),
            range.start(),
            range.end(),
            range.step());
    QueryAnswer answer = backend.query(query);
    if (!(answer.result() instanceof QueryResult.Matrix(var series))) {
      throw new ContainerException(
          ErrorKind.UNAVAILABLE, "answer: not a matrix (expected: a matrix, as of every range)");
    }
    return new ContainerSeries(metric, query, series, answer);
  }

  /** Live statistics of every container, now. */
  public ContainerSnapshot live(Collection<String> metricNames, Duration window) {
    return live(metricNames, Map.of(), window, clock.instant());
  }

  /**
   * Live statistics of the containers that the filters leave: all queries have the same evaluation
   * time, and there are five of them, however many containers and metrics there are.
   *
   * @param window of maximum and average
   */
  public ContainerSnapshot live(
      Collection<String> metricNames,
      Map<ContainerLabel, String> filters,
      Duration window,
      Instant time) {
    List<ContainerMetric> metrics = metricNames.stream().distinct().map(table::metric).toList();
    if (metrics.isEmpty()) {
      throw ContainerException.user("container metrics: none (expected: at least one)");
    }
    Filters.check(filters);
    Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
    LiveAnswers answers = LiveAnswers.ask(backend, queries.live(metrics, filters, window), whole);
    return new LiveReader(answers, metrics, settings.staleAfter(), whole).snapshot(window);
  }

  /** The values that a label has among the containers that report or have reported lately. */
  public List<String> values(ContainerLabel label) {
    return values(label, Map.of());
  }

  /** The values that a label has among the containers that the filters leave. */
  public List<String> values(ContainerLabel label, Map<ContainerLabel, String> filters) {
    Filters.check(filters);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return backend.labelValues(
        label.text(),
        SeriesScope.matching(queries.selector(filters).text())
            .between(now.minus(settings.memory()), now));
  }
}
