package lampas.metrics.jvm;

import java.time.Duration;
import java.util.Set;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordingStream;
import lampas.metrics.Counter;
import lampas.metrics.Histogram;
import lampas.metrics.MetricsException;
import lampas.metrics.Registry;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import lampas.model.error.ErrorKind;

/** A running recording of what happens to virtual threads. Thread-safe. */
public final class VirtualThreadRecording implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final MetricDefinition PINNED =
      MetricDefinition.histogram("jvm_virtual_threads_pinned_seconds")
          .unit(Unit.SECONDS)
          .help("How long virtual threads blocked while they kept their platform thread.")
          .buckets(Buckets.of(.001, .005, .01, .02, .05, .1, .25, .5, 1, 5))
          .owner("lampas-metrics")
          .build();
  private static final MetricDefinition SUBMIT_FAILED =
      JvmDefinitions.counter(
              "jvm_virtual_threads_submit_failures_total",
              "Virtual threads that could not be handed to the scheduler.")
          .build();
  private static final MetricDefinition STARTED =
      JvmDefinitions.counter(
              "jvm_virtual_threads_started_total", "Virtual threads that were started.")
          .build();
  private static final MetricDefinition ENDED =
      JvmDefinitions.counter("jvm_virtual_threads_ended_total", "Virtual threads that ended.")
          .build();

  private final RecordingStream stream;

  private VirtualThreadRecording(RecordingStream stream) {
    this.stream = stream;
  }

  static VirtualThreadRecording start(
      Registry registry, Set<VirtualThreadEvent> events, Duration pinnedAtLeast) {
    if (pinnedAtLeast.isNegative()) {
      throw new MetricsException(
          ErrorKind.USER, "pinned at least: " + pinnedAtLeast + " (expected: 0 or more)");
    }
    if (!FlightRecorder.isAvailable()) {
      throw new MetricsException(
          ErrorKind.UNAVAILABLE,
          "virtual threads: this JVM has no flight recorder (expected: one with jdk.jfr)");
    }
    RecordingStream stream = new RecordingStream();
    try {
      for (VirtualThreadEvent event : events) {
        listen(stream, registry, event, pinnedAtLeast);
      }
      stream.startAsync();
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
    return new VirtualThreadRecording(stream);
  }

  private static void listen(
      RecordingStream stream, Registry registry, VirtualThreadEvent event, Duration atLeast) {
    String name = event.jfrName();
    /* Stacks would cost most of it, and nobody looks at them here. */
    stream.enable(name).withoutStackTrace();
    switch (event) {
      case PINNED -> {
        Histogram pinned = registry.histogram(PINNED);
        stream.enable(name).withThreshold(atLeast).withoutStackTrace();
        stream.onEvent(name, pin -> pinned.observe(pin.getDuration().toNanos() / NANOS_PER_SECOND));
      }
      case SUBMIT_FAILED -> count(stream, name, registry.counter(SUBMIT_FAILED));
      case STARTED -> count(stream, name, registry.counter(STARTED));
      case ENDED -> count(stream, name, registry.counter(ENDED));
    }
  }

  private static void count(RecordingStream stream, String name, Counter counter) {
    stream.onEvent(name, event -> counter.increment());
  }

  /** Ends the recording; what has happened so far may not have been handed over yet. */
  @Override
  public void close() {
    stream.close();
  }
}
