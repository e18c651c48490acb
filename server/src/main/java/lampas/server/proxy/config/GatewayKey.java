package lampas.server.proxy.config;

import java.util.Optional;
import java.util.function.Function;
import lampas.server.config.YamlMapping;

/**
 * A key of the gateway's file: a row of its documentation.
 *
 * @param path where it stands, for example {@code upstream.url}
 * @param defaultText the default as it would stand in the file; empty for none
 * @param expected what a value looks like, for messages
 * @param description what it means, one sentence
 * @param parser reads a value, or throws IllegalArgumentException
 */
public record GatewayKey<T>(
    String path,
    String defaultText,
    String expected,
    String description,
    Function<String, T> parser) {

  /** The key within its section. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The value in a section, if it is there. */
  Optional<T> find(YamlMapping section) {
    return section.value(name(), expected, parser);
  }

  /** The value in a section, or the default. */
  T read(YamlMapping section) {
    return find(section).orElseGet(() -> parser.apply(defaultText));
  }
}
