package lampas.examples.agents.config;

import java.time.Duration;

/**
 * How tasks are worked on.
 *
 * @param processes how many processes of workers there are
 * @param concurrency how many tasks one process runs at once
 * @param attempts how often a task is tried before it is a dead letter
 * @param claimIdle after how long the tasks of a dead worker are taken over
 * @param taskTimeout how long a task may run
 * @param drain how long workers that stop wait for their tasks
 */
public record WorkerSettings(
    int processes,
    int concurrency,
    int attempts,
    Duration claimIdle,
    Duration taskTimeout,
    Duration drain) {}
