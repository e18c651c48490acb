package lampas.metrics.jvm;

import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.MetricDefinition;

/**
 * The scheduler of virtual threads, which JDK 24 and later tell of; absent before.
 *
 * <p>Source: {@code jdk.management.VirtualThreadSchedulerMXBean}.
 */
final class SchedulerCollector implements Collector {
  private static final MetricDefinition PARALLELISM =
      JvmDefinitions.gauge(
              "jvm_virtual_threads_scheduler_parallelism",
              "Platform threads that may carry virtual threads at a time.")
          .build();
  private static final MetricDefinition POOL_SIZE =
      JvmDefinitions.gauge(
              "jvm_virtual_threads_scheduler_pool_size",
              "Platform threads that were started to carry virtual threads.")
          .build();
  private static final MetricDefinition MOUNTED =
      JvmDefinitions.gauge(
              "jvm_virtual_threads_mounted", "Virtual threads that a platform thread carries.")
          .build();
  private static final MetricDefinition QUEUED =
      JvmDefinitions.gauge(
              "jvm_virtual_threads_queued", "Virtual threads that wait for a platform thread.")
          .build();

  private final MBeanServer server;
  private final ObjectName name;

  SchedulerCollector(MBeanServer server, String name) {
    this.server = server;
    try {
      this.name = new ObjectName(name);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(PARALLELISM, POOL_SIZE, MOUNTED, QUEUED);
  }

  @Override
  public void collect(Measurements into) {
    measure(into, PARALLELISM, "Parallelism");
    measure(into, POOL_SIZE, "PoolSize");
    measure(into, MOUNTED, "MountedVirtualThreadCount");
    measure(into, QUEUED, "QueuedVirtualThreadCount");
  }

  private void measure(Measurements into, MetricDefinition metric, String attribute) {
    try {
      /* The JVM says -1 for what it does not know. */
      if (server.getAttribute(name, attribute) instanceof Number number
          && number.longValue() >= 0) {
        into.value(metric, number.doubleValue());
      }
    } catch (InstanceNotFoundException e) {
      /* A JDK before 24. */
    } catch (JMException e) {
      throw new IllegalStateException(name + " " + attribute, e);
    }
  }
}
