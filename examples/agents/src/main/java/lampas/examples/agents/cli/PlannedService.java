package lampas.examples.agents.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.config.Setting;
import lampas.examples.agents.orchestrator.Orchestrator;
import lampas.examples.agents.workers.Workers;

/**
 * A service that the platform starts as a process.
 *
 * @param arguments its subcommand and flags
 */
record PlannedService(String name, List<String> arguments) {
  static final String ORCHESTRATOR = Orchestrator.NAME;

  /** What the platform deals with itself. */
  private static final List<Setting<?>> NOT_PASSED_ON =
      List.of(Setting.REDIS, Setting.REDIS_PORT, Setting.DATA, Setting.WORKER_PROCESSES);

  PlannedService {
    arguments = List.copyOf(arguments);
  }

  /**
   * All services of a configuration, the orchestrator first.
   *
   * @param flags those that were given
   * @param lastMetrics where the metrics go in the end, without the names of the services
   * @param ownRedis the process of a Redis that belongs to the platform
   */
  static List<PlannedService> all(
      AgentsConfiguration configuration,
      Map<String, String> flags,
      Optional<Path> lastMetrics,
      Optional<Long> ownRedis) {
    Map<String, String> passed = new TreeMap<>(flags);
    NOT_PASSED_ON.forEach(setting -> passed.remove(setting.flagName()));
    List<PlannedService> all = new ArrayList<>();
    all.add(
        service(
            ORCHESTRATOR,
            ORCHESTRATOR,
            passed,
            lastMetrics,
            ownRedis.map(pid -> ServiceCommand.ORPHANED_REDIS + "=" + pid)));
    int processes = configuration.workers().processes();
    int port = configuration.http().workersPort();
    for (int i = 0; i < processes; i++) {
      Map<String, String> own = new TreeMap<>(passed);
      own.put(Setting.WORKERS_PORT.flagName(), String.valueOf(port == 0 ? 0 : port + i));
      String name = processes == 1 ? Workers.NAME : Workers.NAME + (i + 1);
      all.add(service(name, Workers.NAME, own, lastMetrics, Optional.empty()));
    }
    return all;
  }

  private static PlannedService service(
      String name,
      String subcommand,
      Map<String, String> flags,
      Optional<Path> lastMetrics,
      Optional<String> more) {
    List<String> arguments = new ArrayList<>(List.of(subcommand));
    flags.forEach((flag, value) -> arguments.add(flag + "=" + value));
    lastMetrics.ifPresent(
        file -> arguments.add(AgentsCommand.LAST_METRICS + "=" + file + "." + name));
    more.ifPresent(arguments::add);
    return new PlannedService(name, arguments);
  }

  /** Whether it is started again when it ends by itself. */
  boolean isRestarted() {
    return !name.equals(ORCHESTRATOR);
  }
}
