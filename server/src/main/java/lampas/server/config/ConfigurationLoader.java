package lampas.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a configuration from a YAML text, the environment and the flags of the command.
 *
 * <p>Immutable: each method gives a loader that knows one more source.
 */
public final class ConfigurationLoader {
  private final String origin;
  private final String yaml;
  private final Path folder;
  private final Map<String, String> environment;
  private final Map<String, String> flags;

  private ConfigurationLoader(
      String origin,
      String yaml,
      Path folder,
      Map<String, String> environment,
      Map<String, String> flags) {
    this.origin = origin;
    this.yaml = yaml;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.flags = Map.copyOf(flags);
  }

  /** A loader without a file. */
  public static ConfigurationLoader empty() {
    return text("configuration", "", Path.of(""));
  }

  /**
   * A loader of a file; paths in it are relative to its folder.
   *
   * @throws ConfigurationException if the file cannot be read
   */
  public static ConfigurationLoader file(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      return text(file.toString(), Files.readString(file), parent == null ? Path.of("/") : parent);
    } catch (NoSuchFileException missing) {
      throw new ConfigurationException(List.of(file + ": no such file (expected: a YAML file)"));
    } catch (IOException unreadable) {
      throw new ConfigurationException(
          List.of(file + ": cannot be read (expected: a YAML file): " + unreadable.getMessage()));
    }
  }

  /**
   * A loader of a text.
   *
   * @param origin what messages call the text
   * @param folder what paths in the text are relative to
   */
  public static ConfigurationLoader text(String origin, String yaml, Path folder) {
    return new ConfigurationLoader(origin, yaml, folder, Map.of(), Map.of());
  }

  /** Adds environment variables by name; those that are no {@link Setting} are ignored. */
  public ConfigurationLoader environment(Map<String, String> variables) {
    return new ConfigurationLoader(origin, yaml, folder, variables, flags);
  }

  /** Adds the flags that were given, by {@link Setting#flagName()}. */
  public ConfigurationLoader flags(Map<String, String> given) {
    return new ConfigurationLoader(origin, yaml, folder, environment, given);
  }

  /**
   * The configuration that all sources together say.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public ServerConfiguration load() {
    Problems problems = new Problems(origin);
    SettingValues settings = new SettingValues(environment, flags, problems);
    return load(problems, file -> ConfigurationReader.read(file, settings, folder));
  }

  /**
   * What a reader makes of the file alone; it says by {@link YamlMapping#problem} and {@link
   * YamlMapping#finish} what is wrong.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public <T> T load(BiFunction<YamlMapping, Path, T> reader) {
    return load(new Problems(origin), file -> reader.apply(file, folder));
  }

  private <T> T load(Problems problems, Function<YamlMapping, T> reader) {
    Optional<Node> root = compose(problems);
    problems.throwIfAny();
    YamlMapping file =
        root.map(node -> YamlMapping.of(problems, "", node))
            .orElseGet(() -> YamlMapping.empty(problems));
    T configuration = reader.apply(file);
    problems.throwIfAny();
    return configuration;
  }

  private Optional<Node> compose(Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(origin)
            .setSchema(new CoreSchema())
            .setUseMarks(true)
            .setMaxAliasesForCollections(50)
            .build();
    try {
      return new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException malformed) {
      problems.add(malformed.getProblemMark(), "not YAML: " + malformed.getProblem());
    } catch (YamlEngineException malformed) {
      problems.addElsewhere(origin + ": not YAML: " + malformed.getMessage());
    }
    return Optional.empty();
  }
}
