package lampas.client.diff;

/**
 * How much of two answers differs.
 *
 * @param series series that differ, those included that one side lacks
 * @param allSeries series of both sides together
 * @param samples samples that differ
 * @param allSamples samples of both sides together; one at the same time of the same series counts
 *     once
 */
public record DifferenceCount(long series, long allSeries, long samples, long allSamples) {}
