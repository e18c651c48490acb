package lampas.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lampas.metrics.Registry;

/** A runtime with its registry, and an eye on its threads. */
final class TestRuntime {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Registry registry = Registry.create();
  private final Workflows workflows;

  TestRuntime() {
    this(WorkflowOptions.STANDARD.withGrace(Duration.ofSeconds(10)));
  }

  TestRuntime(WorkflowOptions options) {
    workflows =
        Workflows.create(
            registry,
            options.withThreads(task -> {
              Thread thread = Thread.ofVirtual().unstarted(task);
              threads.add(thread);
              return thread;
            }));
  }

  Registry registry() {
    return registry;
  }

  Workflows workflows() {
    return workflows;
  }

  Page page() throws Exception {
    return Page.of(registry);
  }

  /** The executions that are not 0, as {@code lambda charge success 1}, sorted. */
  List<String> executions() throws Exception {
    return page().samples("tta_primitive_executions_total").entrySet().stream()
        .filter(sample -> sample.getValue() != 0)
        .map(sample ->
            "%s %s %s %.0f"
                .formatted(
                    sample.getKey().valueOrEmpty("primitive_type"),
                    sample.getKey().valueOrEmpty("primitive_name"),
                    sample.getKey().valueOrEmpty("status"),
                    sample.getValue()))
        .sorted()
        .toList();
  }

  /** Waits until no thread of this runtime is left. */
  void awaitNoThreads() throws Exception {
    Until.holds(() -> threads.stream().noneMatch(Thread::isAlive));
  }
}
