package lampas.client.container;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What many containers do, all at one time.
 *
 * @param time the evaluation time of every value
 * @param window the window of maximum and average
 * @param containers every container that reports or has reported lately, in the order of labels
 * @param warnings what the backend says may be wrong with it
 * @param partial whether the backend says that a part of its data is missing
 */
public record ContainerSnapshot(
    Instant time,
    Duration window,
    List<ContainerStatistics> containers,
    List<String> warnings,
    boolean partial) {
  public ContainerSnapshot {
    containers = List.copyOf(containers);
    warnings = List.copyOf(warnings);
  }
}
