package lampas.examples.agents.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the platform's own Redis runs.
 *
 * @param port 0 for a free one
 * @param data its folder; a temporary one if empty
 */
public record OwnRedisSettings(int port, Optional<Path> data) {}
