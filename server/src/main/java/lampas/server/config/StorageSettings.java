package lampas.server.config;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The {@code storage} section: what the store keeps.
 *
 * @param retentionTime how long samples are kept, default 15d
 * @param retentionBytes how many bytes of samples are kept; absent: half of the JVM's heap
 * @param maxExemplars how many exemplars are kept, default 100,000
 */
public record StorageSettings(
    Duration retentionTime, OptionalLong retentionBytes, int maxExemplars) {}
