package lampas.client.template;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lampas.client.Backend;
import lampas.client.ClientException;
import lampas.client.Query;
import lampas.model.error.ErrorKind;
import lampas.model.result.QueryAnswer;

/**
 * Asks a backend by presets.
 *
 * <p>Answers are those of the backend as they are: all labels, and NaN stays NaN. Thread-safe if
 * the backend is, which blocks; calls throw {@link TemplateException} if the question is wrong, and
 * what {@link Backend} throws.
 */
public final class PresetClient {
  private static final int MAXIMUM_VIEW = 100;
  private static final int CONCURRENT = 8;

  private final Backend backend;
  private final Presets presets;
  private final TenantLabels tenant;

  private PresetClient(Backend backend, Presets presets, TenantLabels tenant) {
    this.backend = backend;
    this.presets = presets;
    this.tenant = tenant;
  }

  /** A client for no tenant. */
  public static PresetClient of(Backend backend, Presets presets) {
    return new PresetClient(backend, presets, TenantLabels.none());
  }

  /** The client whose every selector gets these conditions. */
  public PresetClient forTenant(TenantLabels labels) {
    return new PresetClient(backend, presets, labels);
  }

  /** The presets that it knows by name. */
  public Presets presets() {
    return presets;
  }

  /** A question to the preset of a name, for this client's tenant. */
  public PresetRequest request(String preset, MetricQuerier querier) {
    return request(presets.require(preset), querier);
  }

  private PresetRequest request(MetricPreset preset, MetricQuerier querier) {
    return PresetRequest.of(preset, querier).withTenant(tenant);
  }

  /** The query that a question becomes; nothing is asked. */
  public RenderedQuery preview(PresetRequest request) {
    return own(request).render();
  }

  /** The values over a range, with the preset's default window. */
  public QueryAnswer queryRange(String preset, MetricQuerier querier, QueryTimeRange range) {
    return queryRange(request(preset, querier), range);
  }

  /** The values over a range. */
  public QueryAnswer queryRange(
      String preset, MetricQuerier querier, QueryTimeRange range, Duration window) {
    return queryRange(request(preset, querier).withWindow(window), range);
  }

  /** The values over a range, with the preset's default window. */
  public QueryAnswer queryRange(MetricPreset preset, MetricQuerier querier, QueryTimeRange range) {
    return queryRange(request(preset, querier), range);
  }

  /** The values over a range. */
  public QueryAnswer queryRange(
      MetricPreset preset, MetricQuerier querier, QueryTimeRange range, Duration window) {
    return queryRange(request(preset, querier).withWindow(window), range);
  }

  /** The values over a range. */
  public QueryAnswer queryRange(PresetRequest request, QueryTimeRange range) {
    List<String> problems = new ArrayList<>(request.preset().limits().exceededBy(range));
    PresetRequest own = own(request);
    problems.addAll(own.validate());
    TemplateException.throwIfAny(problems);
    return backend.query(Query.instant(own.render().promql()).at(range.time()));
  }

  /** The values at one time, with the preset's default window. */
  public QueryAnswer query(String preset, MetricQuerier querier, Instant time) {
    return query(request(preset, querier), time);
  }

  /** The values at one time. */
  public QueryAnswer query(PresetRequest request, Instant time) {
    return backend.query(at(request, time));
  }

  /**
   * The answers to several questions, all evaluated at the same time, by the name of the question.
   *
   * <p>Nothing is asked unless all questions are right. Up to 8 are asked at once; one that fails
   * fails all.
   */
  public Map<String, QueryAnswer> queryAll(Map<String, PresetRequest> requests, Instant time) {
    if (requests.size() > MAXIMUM_VIEW) {
      throw TemplateException.of(
          List.of("questions: %d (expected: at most %d)".formatted(requests.size(), MAXIMUM_VIEW)));
    }
    Map<String, Query> queries = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    requests.forEach((name, request) -> {
      try {
        queries.put(name, at(request, time));
      } catch (TemplateException wrong) {
        wrong.problems().forEach(problem -> problems.add(name + ": " + problem));
      }
    });
    TemplateException.throwIfAny(problems);
    return ask(queries);
  }

  private Map<String, QueryAnswer> ask(Map<String, Query> queries) {
    Map<String, QueryAnswer> answers = new LinkedHashMap<>();
    try (ExecutorService executor =
        Executors.newFixedThreadPool(CONCURRENT, Thread.ofVirtual().factory())) {
      Map<String, Future<QueryAnswer>> asked = new LinkedHashMap<>();
      queries.forEach(
          (name, query) -> asked.put(name, executor.submit(() -> backend.query(query))));
      try {
        for (Map.Entry<String, Future<QueryAnswer>> one : asked.entrySet()) {
          answers.put(one.getKey(), one.getValue().get());
        }
      } catch (ExecutionException failed) {
        executor.shutdownNow();
        throw rethrown(failed);
      } catch (InterruptedException interrupted) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
        throw new ViewInterruptedException();
      }
    }
    return answers;
  }

  private static RuntimeException rethrown(ExecutionException failed) {
    Throwable cause = failed.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known
        ? known
        : new IllegalStateException("backend: a checked exception (expected: none)", cause);
  }

  /** The thread that waits for several answers was interrupted. */
  private static final class ViewInterruptedException extends ClientException {
    private static final long serialVersionUID = 1L;

    ViewInterruptedException() {
      super(ErrorKind.UNAVAILABLE, "backend: the questions were interrupted");
    }
  }

  private Query at(PresetRequest request, Instant time) {
    List<String> problems = new ArrayList<>();
    QueryTimeRange.checkTime("time", time, problems);
    problems.addAll(own(request).validate());
    TemplateException.throwIfAny(problems);
    return Query.instant(own(request).render().promql()).at(time);
  }

  /* A request that was made elsewhere does not get out of this client's tenant. */
  private PresetRequest own(PresetRequest request) {
    return tenant.isEmpty() ? request : request.withTenant(tenant);
  }
}
