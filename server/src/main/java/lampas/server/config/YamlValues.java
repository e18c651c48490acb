package lampas.server.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import lampas.model.label.Labels;
import lampas.model.time.PrometheusDuration;

/** Values of the kinds that Prometheus's configuration has; 0 is the same as not given. */
final class YamlValues {
  private YamlValues() {}

  static Optional<Duration> duration(YamlMapping keys, String key) {
    return keys.value(key, "a duration, such as 15s or 1h30m", PrometheusDuration::parse)
        .filter(duration -> !duration.isZero());
  }

  static String format(Duration duration) {
    return PrometheusDuration.format(duration);
  }

  static boolean flag(YamlMapping keys, String key, boolean otherwise) {
    return keys.value(key, "true or false", YamlValues::parseFlag).orElse(otherwise);
  }

  static OptionalInt count(YamlMapping keys, String key, OptionalInt otherwise) {
    Optional<Integer> count =
        keys.value(key, "a whole number, 0 or more", Integer::parseUnsignedInt)
            .filter(value -> value != 0);
    return count.isPresent() ? OptionalInt.of(count.get()) : otherwise;
  }

  static ScrapeLimits limits(YamlMapping keys, ScrapeLimits otherwise) {
    OptionalLong body =
        keys.value("body_size_limit", "a size, such as 10MB", ByteSize::parseLimit)
            .orElse(OptionalLong.empty());
    return new ScrapeLimits(
        body.isPresent() ? body : otherwise.bodyBytes(),
        count(keys, "sample_limit", otherwise.samples()),
        count(keys, "target_limit", otherwise.targets()),
        count(keys, "label_limit", otherwise.labels()),
        count(keys, "label_name_length_limit", otherwise.labelNameBytes()),
        count(keys, "label_value_length_limit", otherwise.labelValueBytes()));
  }

  static Labels labels(YamlMapping keys, String key) {
    Optional<YamlMapping> mapping = keys.mapping(key);
    if (mapping.isEmpty()) {
      return Labels.empty();
    }
    Labels.Builder labels = Labels.builder();
    mapping
        .get()
        .allTexts()
        .forEach((name, value) -> {
          if (name.isEmpty()) {
            mapping.get().problem(name, "empty (expected: a label name)");
          } else {
            labels.add(name, value);
          }
        });
    return labels.build();
  }

  private static boolean parseFlag(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> true;
      case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> false;
      default -> throw new IllegalArgumentException("not a flag");
    };
  }
}
