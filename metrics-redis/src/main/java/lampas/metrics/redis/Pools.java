package lampas.metrics.redis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.metrics.MetricsException;
import lampas.metrics.Registration;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.error.ErrorKind;

/** Pools of connections by their names. */
final class Pools implements Collector {
  private final MetricDefinition connections;
  private final MetricDefinition maximum;
  private final Map<String, RedisPoolStats> byName = new ConcurrentSkipListMap<>();

  Pools(RedisDefinitions definitions) {
    this.connections = definitions.poolConnections();
    this.maximum = definitions.poolMaximum();
  }

  Registration add(String name, RedisPoolStats pool) {
    if (byName.putIfAbsent(name, pool) != null) {
      throw new MetricsException(
          ErrorKind.USER, "Redis pool: \"" + name + "\" is there already (expected: a new name)");
    }
    return () -> byName.remove(name, pool);
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(connections, maximum);
  }

  @Override
  public void collect(Measurements into) {
    byName.forEach((name, pool) -> {
      into.value(connections, pool.active(), name, "active");
      into.value(connections, pool.idle(), name, "idle");
      into.value(maximum, pool.maximum(), name);
    });
  }
}
