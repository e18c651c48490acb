package lampas.examples.agents.config;

import java.util.Optional;

/**
 * How the platform runs.
 *
 * @param redis where the log of tasks is; empty if the platform starts a Redis itself
 * @param ownRedis how it starts one
 * @param log how the log of tasks is used
 * @param http how both services listen
 * @param workers how tasks are worked on
 * @param serviceVersion what both services say their version is
 */
public record AgentsConfiguration(
    Optional<String> redis,
    OwnRedisSettings ownRedis,
    LogSettings log,
    HttpSettings http,
    WorkerSettings workers,
    String serviceVersion) {
  static AgentsConfiguration of(ConfigurationLoader.Values values) {
    return new AgentsConfiguration(
        values.of(Setting.REDIS),
        new OwnRedisSettings(values.of(Setting.REDIS_PORT), values.of(Setting.DATA)),
        new LogSettings(
            values.of(Setting.PREFIX),
            values.of(Setting.REDIS_TIMEOUT),
            values.of(Setting.QUEUE_LIMIT),
            values.of(Setting.RETENTION)),
        new HttpSettings(
            values.of(Setting.HOST),
            values.of(Setting.PORT),
            values.of(Setting.WORKERS_PORT),
            values.of(Setting.BODY_BYTES)),
        new WorkerSettings(
            values.of(Setting.WORKER_PROCESSES),
            values.of(Setting.CONCURRENCY),
            values.of(Setting.ATTEMPTS),
            values.of(Setting.CLAIM_IDLE),
            values.of(Setting.TASK_TIMEOUT),
            values.of(Setting.DRAIN)),
        values.of(Setting.SERVICE_VERSION));
  }
}
