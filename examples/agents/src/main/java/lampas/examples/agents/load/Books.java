package lampas.examples.agents.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import lampas.examples.agents.task.TaskStatus;

/**
 * What a load has sent and got, by the series in which the platform should have counted the same.
 *
 * <p>Thread-safe.
 */
final class Books {
  private static final String EVENTS = "asdlc_events_processed_total";

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Map<Pricing.Model, Use> models = new ConcurrentHashMap<>();

  private record Use(LongAdder calls, LongAdder input, LongAdder output) {
    Use() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  /** Empty books; what must not happen is at 0. */
  static Books open() {
    Books books = new Books();
    for (String status :
        List.of(
            "success",
            "failure",
            "timeout",
            "dead_letter",
            "retried",
            "duplicate",
            "unknown",
            "abandoned")) {
      books.add(event(status), 0);
    }
    for (String status : List.of("accepted", "repeated", "conflict", "invalid")) {
      books.add(submission(status), 0);
    }
    return books;
  }

  /** A request was answered. */
  void answered(String method, String endpoint, int status) {
    String route =
        "service=\"orchestrator\",method=\"" + method + "\",endpoint=\"" + endpoint + "\"";
    add("asdlc_http_requests_total{" + route + ",status=\"" + status + "\"}", 1);
    add("asdlc_http_request_duration_seconds_count{" + route + "}", 1);
  }

  /** A request for a task was answered. */
  void submitted(String status) {
    add(submission(status), 1);
  }

  /** A task has ended. */
  void ended(String workflow, TaskStatus status) {
    add(event(status.word()), 1);
    add(
        "tta_workflow_executions_total{service=\"workers\",workflow_name=\"%s\",status=\"%s\"}"
            .formatted(workflow, status.word()),
        1);
  }

  /** Something was looked up that was, or was not, looked up before. */
  void lookedUp(boolean hit) {
    String name = hit ? "tta_cache_hits_total" : "tta_cache_misses_total";
    add(name + "{service=\"workers\",primitive_name=\"values\",cache_type=\"memory\"}", 1);
  }

  /** A model was asked. */
  void asked(Pricing.Model model, long inputTokens, long outputTokens) {
    Use used = models.computeIfAbsent(model, key -> new Use());
    used.calls().increment();
    used.input().add(inputTokens);
    used.output().add(outputTokens);
  }

  /** How many tasks have ended. */
  long tasks() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(EVENTS))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** A line for each series in Prometheus's text format, sorted. */
  String text() {
    Map<String, String> lines = new TreeMap<>();
    counts.forEach((series, count) -> lines.put(series, String.valueOf(count.sum())));
    models.forEach((model, used) -> {
      long in = used.input().sum();
      long out = used.output().sum();
      String calls = String.valueOf(used.calls().sum());
      lines.put(model.callSeries(), calls);
      lines.put(model.tokenSeries("input"), String.valueOf(in));
      lines.put(model.tokenSeries("output"), String.valueOf(out));
      model
          .dollars(in, out)
          .ifPresentOrElse(
              dollars -> lines.put(model.costSeries(), dollars.toPlainString()),
              () -> lines.put(model.unpricedSeries(), calls));
    });
    return lines.entrySet().stream()
        .map(line -> line.getKey() + " " + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void add(String series, long amount) {
    counts.computeIfAbsent(series, key -> new LongAdder()).add(amount);
  }

  private static String event(String status) {
    return EVENTS + "{service=\"workers\",event_type=\"task\",status=\"" + status + "\"}";
  }

  private static String submission(String status) {
    return "asdlc_tasks_submitted_total{service=\"orchestrator\",status=\"" + status + "\"}";
  }
}
