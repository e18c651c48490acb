package lampas.server.config;

import java.util.Map;
import java.util.Optional;

/**
 * The values of settings: the flag's, else the environment's, else the file's, else the default.
 */
final class SettingValues {
  private final Map<String, String> environment;
  private final Map<String, String> flags;
  private final Problems problems;

  SettingValues(Map<String, String> environment, Map<String, String> flags, Problems problems) {
    this.environment = environment;
    this.flags = flags;
    this.problems = problems;
  }

  /** The value of a setting, whose section of the file is given. */
  <T> T value(Setting<T> setting, Optional<YamlMapping> section) {
    /* All sources are read, so that a wrong value is told even where another one wins. */
    Optional<T> inFile =
        section.flatMap(keys -> keys.value(setting.name(), setting.expected(), setting.parser()));
    Optional<T> inEnvironment = find(setting, setting.environmentName(), environment);
    Optional<T> inFlags = find(setting, setting.flagName(), flags);
    return inFlags
        .or(() -> inEnvironment)
        .or(() -> inFile)
        .orElseGet(() -> setting.parser().apply(setting.defaultText()));
  }

  private <T> Optional<T> find(Setting<T> setting, String name, Map<String, String> given) {
    if (!given.containsKey(name)) {
      return Optional.empty();
    }
    String text = given.getOrDefault(name, "");
    try {
      return Optional.of(setting.parser().apply(text));
    } catch (IllegalArgumentException | ArithmeticException unreadable) {
      problems.addElsewhere(name + ": " + text + " (expected: " + setting.expected() + ")");
      return Optional.empty();
    }
  }
}
