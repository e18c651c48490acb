package lampas.server.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import lampas.model.label.Labels;

/**
 * What is known of one service.
 *
 * @param up how many of its instances were scraped with success and report under its name
 * @param down how many could not be scraped
 * @param unknown of how many neither can be said
 * @param versions the versions that it reports or has reported lately
 * @param reported whether it reports its info metric or has done so lately
 * @param age how old the newest sample of its info metric is
 */
record ServiceState(
    int up,
    int down,
    int unknown,
    List<String> versions,
    boolean reported,
    Optional<Duration> age) {
  /** What is known of one instance; the better one counts where two series tell of it. */
  private enum Instance {
    UNKNOWN,
    DOWN,
    UP
  }

  /** Up if any instance is; down if all that is known is down; else unknown. */
  String status() {
    if (up > 0) {
      return "up";
    }
    return down > 0 ? "down" : "unknown";
  }

  /**
   * The services that report or have reported lately, and those that the labels of targets name.
   *
   * @param ages of the info metric
   * @param up the values of {@code up}
   */
  static Map<String, ServiceState> all(Ages ages, Map<Labels, Double> up) {
    Map<Labels, Double> byTarget = new HashMap<>();
    up.forEach((labels, value) -> byTarget.put(target(labels), value));
    Map<String, Collected> services = new TreeMap<>();
    for (Labels series : ages.series()) {
      Collected service = named(services, series);
      service.reported = true;
      series.value("version").ifPresent(service.versions::add);
      ages.age(series).ifPresent(service::age);
      service.instance(
          target(series),
          instance(Optional.ofNullable(byTarget.get(target(series))), ages.isCurrent(series)));
    }
    up.forEach((labels, value) -> {
      if (labels.has(Definitions.SERVICE)) {
        named(services, labels).instance(target(labels), instance(Optional.of(value), true));
      }
    });
    Map<String, ServiceState> states = new TreeMap<>();
    services.forEach((name, service) -> states.put(name, service.state()));
    states.remove("");
    return states;
  }

  /* A target may answer under another name by now: its being up says nothing of this one. */
  private static Instance instance(Optional<Double> up, boolean reports) {
    if (up.filter(value -> value == 0).isPresent()) {
      return Instance.DOWN;
    }
    return reports && up.filter(value -> value == 1).isPresent() ? Instance.UP : Instance.UNKNOWN;
  }

  private static Collected named(Map<String, Collected> services, Labels series) {
    return services.computeIfAbsent(
        series.valueOrEmpty(Definitions.SERVICE), name -> new Collected());
  }

  private static Labels target(Labels labels) {
    return labels.only(List.of("job", "instance"));
  }

  private static final class Collected {
    private final Map<Labels, Instance> instances = new HashMap<>();
    private final TreeSet<String> versions = new TreeSet<>();
    private boolean reported;
    private Optional<Duration> age = Optional.empty();

    void age(Duration other) {
      if (age.isEmpty() || other.compareTo(age.get()) < 0) {
        age = Optional.of(other);
      }
    }

    void instance(Labels target, Instance state) {
      instances.merge(target, state, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    ServiceState state() {
      return new ServiceState(
          count(Instance.UP),
          count(Instance.DOWN),
          count(Instance.UNKNOWN),
          new ArrayList<>(versions),
          reported,
          age);
    }

    private int count(Instance state) {
      return (int) instances.values().stream().filter(one -> one == state).count();
    }
  }
}
