package lampas.examples.agents.config;

import java.time.Duration;

/**
 * How the log of tasks in Redis is used.
 *
 * @param prefix what its keys begin with
 * @param timeout how long a command may take
 * @param queueLimit how many tasks may be unfinished
 * @param retention how long finished tasks are kept
 */
public record LogSettings(String prefix, Duration timeout, int queueLimit, Duration retention) {}
