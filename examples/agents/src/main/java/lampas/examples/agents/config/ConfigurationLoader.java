package lampas.examples.agents.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lampas.model.error.NearestName;

/**
 * Reads the settings: the flag's, else the environment's, else the default. Immutable.
 *
 * @param environment the variables of the process; those that begin with {@code AGENTS_} are ours
 * @param flags by their names with the hyphens
 */
public record ConfigurationLoader(Map<String, String> environment, Map<String, String> flags) {
  private static final String VARIABLES = "AGENTS_";

  public ConfigurationLoader {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }

  /** One with the defaults only. */
  public static ConfigurationLoader empty() {
    return new ConfigurationLoader(Map.of(), Map.of());
  }

  public ConfigurationLoader withEnvironment(Map<String, String> environment) {
    return new ConfigurationLoader(environment, flags);
  }

  public ConfigurationLoader withFlags(Map<String, String> flags) {
    return new ConfigurationLoader(environment, flags);
  }

  /**
   * Reads and checks everything.
   *
   * @throws ConfigurationException with all that is wrong, an unknown name with the nearest known
   */
  public AgentsConfiguration load() {
    List<String> problems = new ArrayList<>();
    addUnknown(
        environment.keySet().stream().filter(name -> name.startsWith(VARIABLES)).toList(),
        "variable",
        Setting.all().stream().map(Setting::environmentName).toList(),
        problems);
    addUnknown(
        List.copyOf(flags.keySet()),
        "flag",
        Setting.all().stream().map(Setting::flagName).toList(),
        problems);
    AgentsConfiguration configuration = AgentsConfiguration.of(new Values(problems));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return configuration;
  }

  private static void addUnknown(
      List<String> given, String what, List<String> known, List<String> problems) {
    /* The nearest name is found among names in lower case. */
    Map<String, String> lower =
        known.stream()
            .collect(Collectors.toMap(text -> text.toLowerCase(Locale.ROOT), text -> text));
    given.stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> {
          String hint =
              NearestName.of(name, lower.keySet())
                  .map(lower::get)
                  .map(nearest -> "did you mean " + nearest + "?")
                  .orElse("expected one of: " + String.join(", ", known));
          problems.add(name + ": unknown " + what + " (" + hint + ")");
        });
  }

  /** The value of each setting; what is wrong becomes a problem and the default. */
  final class Values {
    private final List<String> problems;

    private Values(List<String> problems) {
      this.problems = problems;
    }

    <T> T of(Setting<T> setting) {
      Optional<T> variable = find(setting, setting.environmentName(), environment);
      Optional<T> flag = find(setting, setting.flagName(), flags);
      return flag.or(() -> variable).orElseGet(() -> setting.parser().apply(setting.defaultText()));
    }

    private <T> Optional<T> find(Setting<T> setting, String name, Map<String, String> given) {
      String text = given.get(name);
      if (text == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(setting.parser().apply(text.strip()));
      } catch (IllegalArgumentException | ArithmeticException unreadable) {
        /* A wrong URL may hold a password. */
        String shown = setting.equals(Setting.REDIS) ? "not understood" : text;
        problems.add(name + ": " + shown + " (expected: " + setting.expected() + ")");
        return Optional.empty();
      }
    }
  }
}
