package lampas.metrics.jvm;

/** What the JVM can tell of virtual threads while they run. */
public enum VirtualThreadEvent {
  /** A thread blocked and kept its platform thread. */
  PINNED("jdk.VirtualThreadPinned"),
  /** A thread could not be handed to the scheduler. */
  SUBMIT_FAILED("jdk.VirtualThreadSubmitFailed"),
  /** A thread was started; an event for each thread. */
  STARTED("jdk.VirtualThreadStart"),
  /** A thread ended; an event for each thread. */
  ENDED("jdk.VirtualThreadEnd");

  private final String jfrName;

  VirtualThreadEvent(String jfrName) {
    this.jfrName = jfrName;
  }

  String jfrName() {
    return jfrName;
  }
}
