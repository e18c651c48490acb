package lampas.client.diff;

import java.util.Optional;
import java.util.OptionalLong;
import lampas.model.label.Labels;

/**
 * The first difference of two answers, by labels and then by time.
 *
 * @param series the series; empty if the difference is not in a series
 * @param timeMillis when; empty if it is not at a time
 * @param left what the left backend has there, in words or as a value; empty for nothing
 * @param right what the right backend has there; empty for nothing
 */
public record FirstDifference(
    Optional<Labels> series,
    OptionalLong timeMillis,
    Optional<String> left,
    Optional<String> right) {}
