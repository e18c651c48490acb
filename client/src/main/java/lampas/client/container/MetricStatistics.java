package lampas.client.container;

import java.time.Duration;
import java.util.Optional;

/**
 * One metric of one container at one time.
 *
 * @param current what is used now: the gauge, or the growth of what accumulates
 * @param maximum the largest current value of the window
 * @param average the mean of the current values of the window
 * @param capacity what could be used
 * @param percent what is used in percent
 * @param age how old the newest sample of the current value is; empty if it does not report
 */
public record MetricStatistics(
    Reading current,
    Reading maximum,
    Reading average,
    Reading capacity,
    Reading percent,
    Optional<Duration> age) {}
