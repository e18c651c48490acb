package lampas.acceptance.container;

/**
 * A container whose truth is known.
 *
 * @param memoryBytes what it uses; NaN is what a broken agent reports
 * @param receivedPerSecond how many bytes it receives
 * @param processorMillisPerSecond how much processor time it uses
 */
record Container(
    String kernel,
    String session,
    String user,
    String project,
    double memoryBytes,
    double memoryCapacity,
    double receivedPerSecond,
    double processorMillisPerSecond) {
  double memoryPercent() {
    return memoryBytes / memoryCapacity * 100;
  }
}
