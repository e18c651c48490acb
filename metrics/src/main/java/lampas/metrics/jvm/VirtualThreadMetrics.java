package lampas.metrics.jvm;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import lampas.metrics.Registry;

/**
 * The virtual threads of this JVM: their scheduler, at no cost, and what happens to them, from the
 * JVM's flight recorder.
 */
public final class VirtualThreadMetrics {
  private static final String SCHEDULER = "jdk.management:type=VirtualThreadScheduler";

  private VirtualThreadMetrics() {}

  /**
   * Registers the gauges of the scheduler: parallelism, platform threads, mounted and queued
   * virtual threads.
   *
   * <p>They are asked for at each scrape and absent on JDKs before 24.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static void registerScheduler(Registry registry) {
    registerScheduler(registry, SCHEDULER);
  }

  static void registerScheduler(Registry registry, String objectName) {
    registry.register(
        new SchedulerCollector(ManagementFactory.getPlatformMBeanServer(), objectName));
  }

  /**
   * Records pinned threads, those of 20 ms and longer, and failed submissions.
   *
   * @return what ends the recording; its metrics stay as they are then
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   * @throws lampas.metrics.MetricsException UNAVAILABLE if this JVM has no flight recorder
   */
  public static VirtualThreadRecording record(Registry registry) {
    return record(
        registry,
        Set.of(VirtualThreadEvent.PINNED, VirtualThreadEvent.SUBMIT_FAILED),
        Duration.ofMillis(20));
  }

  /**
   * Records events of some kinds, which the JVM hands over about once a second.
   *
   * <p>Metrics of other kinds are absent. {@link VirtualThreadEvent#STARTED} and {@link
   * VirtualThreadEvent#ENDED} make the JVM write an event for each thread, so they have a price
   * where threads are short.
   *
   * @param pinnedAtLeast how long a pinned thread blocks that counts
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   * @throws lampas.metrics.MetricsException UNAVAILABLE if this JVM has no flight recorder, USER if
   *     the time is negative
   */
  public static VirtualThreadRecording record(
      Registry registry, Set<VirtualThreadEvent> events, Duration pinnedAtLeast) {
    return VirtualThreadRecording.start(registry, events, pinnedAtLeast);
  }
}
