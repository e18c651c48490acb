package lampas.examples.metastore.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lampas.model.error.NearestName;

/**
 * The values of settings: the flag's, else the environment's, else the file's, else the default.
 */
final class SettingValues {
  private static final String VARIABLES = "METASTORE_";

  private final FileSettings file;
  private final Map<String, String> environment;
  private final Map<String, String> flags;
  private final Problems problems;

  SettingValues(
      FileSettings file,
      Map<String, String> environment,
      Map<String, String> flags,
      Problems problems) {
    this.file = file;
    this.environment = environment;
    this.flags = flags;
    this.problems = problems;
    var variables = Setting.all().stream().map(Setting::environmentName).toList();
    var known = Setting.all().stream().map(Setting::flagName).toList();
    environment.keySet().stream()
        .filter(name -> name.startsWith(VARIABLES) && !variables.contains(name))
        .sorted()
        .forEach(name -> problems.addElsewhere(unknown(name, "variable", variables)));
    flags.keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> problems.addElsewhere(unknown(name, "flag", known)));
  }

  /** The value of a setting; wrong ones are told even where another one wins. */
  <T> T value(Setting<T> setting) {
    Optional<T> inFile =
        file.find(setting)
            .flatMap(value -> {
              Optional<T> parsed = parse(setting, value.text());
              if (parsed.isEmpty()) {
                problems.add(value.node(), wrong(setting, setting.key(), value.text()));
              }
              return parsed;
            });
    Optional<T> inEnvironment = find(setting, setting.environmentName(), environment);
    Optional<T> inFlags = find(setting, setting.flagName(), flags);
    return Stream.of(inFlags, inEnvironment, inFile)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> setting.parser().apply(setting.defaultText()));
  }

  private <T> Optional<T> find(Setting<T> setting, String name, Map<String, String> given) {
    Optional<String> text = Optional.ofNullable(given.get(name));
    Optional<T> parsed = text.flatMap(value -> parse(setting, value));
    if (text.isPresent() && parsed.isEmpty()) {
      problems.addElsewhere(wrong(setting, name, text.get()));
    }
    return parsed;
  }

  private static <T> Optional<T> parse(Setting<T> setting, String text) {
    try {
      return Optional.of(setting.parser().apply(text.strip()));
    } catch (IllegalArgumentException | ArithmeticException unreadable) {
      return Optional.empty();
    }
  }

  private static String wrong(Setting<?> setting, String name, String text) {
    return name + ": " + text + " (expected: " + setting.expected() + ")";
  }

  private static String unknown(String name, String what, List<String> known) {
    /* It takes the names that are known to be in lower case. */
    Map<String, String> lower =
        known.stream()
            .collect(Collectors.toMap(text -> text.toLowerCase(Locale.ROOT), text -> text));
    String hint =
        NearestName.of(name, lower.keySet())
            .map(lower::get)
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("expected one of: " + String.join(", ", known));
    return name + ": unknown " + what + " (" + hint + ")";
  }
}
