package lampas.metrics.jvm;

import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.jspecify.annotations.Nullable;

/** The platform threads of the JVM; virtual threads are not among them. */
final class ThreadCollector implements Collector {
  private static final MetricDefinition CURRENT =
      JvmDefinitions.gauge("jvm_threads_current", "Threads that are alive.").build();
  private static final MetricDefinition DAEMON =
      JvmDefinitions.gauge("jvm_threads_daemon", "Daemon threads that are alive.").build();
  private static final MetricDefinition PEAK =
      JvmDefinitions.gauge("jvm_threads_peak", "The most threads that were alive at a time.")
          .build();
  private static final MetricDefinition STARTED =
      JvmDefinitions.counter("jvm_threads_started_total", "Threads that were started.").build();
  private static final MetricDefinition DEADLOCKED =
      JvmDefinitions.gauge(
              "jvm_threads_deadlocked", "Threads in a deadlock over monitors or synchronizers.")
          .build();
  private static final MetricDefinition DEADLOCKED_MONITOR =
      JvmDefinitions.gauge("jvm_threads_deadlocked_monitor", "Threads in a deadlock over monitors.")
          .build();
  private static final MetricDefinition STATE =
      JvmDefinitions.gauge("jvm_threads_state", "Threads that are alive, by state.")
          .label("state", LabelDomain.closed(stateNames()))
          .build();

  private final ThreadMXBean threads;

  ThreadCollector(ThreadMXBean threads) {
    this.threads = threads;
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(CURRENT, DAEMON, PEAK, STARTED, DEADLOCKED, DEADLOCKED_MONITOR, STATE);
  }

  @Override
  public void collect(Measurements into) {
    into.value(CURRENT, threads.getThreadCount());
    into.value(DAEMON, threads.getDaemonThreadCount());
    into.value(PEAK, threads.getPeakThreadCount());
    into.value(STARTED, (double) threads.getTotalStartedThreadCount());
    if (threads.isSynchronizerUsageSupported()) {
      into.value(DEADLOCKED, count(threads.findDeadlockedThreads()));
    }
    into.value(DEADLOCKED_MONITOR, count(threads.findMonitorDeadlockedThreads()));
    states().forEach((state, count) -> into.value(STATE, count, state.name()));
  }

  private Map<Thread.State, Integer> states() {
    Map<Thread.State, Integer> counts = new EnumMap<>(Thread.State.class);
    for (Thread.State state : Thread.State.values()) {
      counts.put(state, 0);
    }
    @Nullable ThreadInfo[] infos = threads.getThreadInfo(threads.getAllThreadIds(), 0);
    for (ThreadInfo info : infos) {
      /* Null if the thread has ended meanwhile. */
      if (info != null) {
        counts.merge(info.getThreadState(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /* The JVM says null for none. */
  private static int count(long @Nullable [] threadIds) {
    return threadIds == null ? 0 : threadIds.length;
  }

  private static String[] stateNames() {
    return Arrays.stream(Thread.State.values()).map(Enum::name).toArray(String[]::new);
  }
}
