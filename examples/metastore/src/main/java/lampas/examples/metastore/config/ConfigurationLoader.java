package lampas.examples.metastore.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 *
 * @param origin what messages call the text
 * @param yaml the text
 * @param environment variables by name; those that begin with {@code METASTORE_} must be settings
 * @param flags those that were given, by {@link Setting#flagName()}
 */
public record ConfigurationLoader(
    String origin, String yaml, Map<String, String> environment, Map<String, String> flags) {
  public ConfigurationLoader {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }

  /** A loader without a file. */
  public static ConfigurationLoader empty() {
    return text("configuration", "");
  }

  /**
   * A loader of a file.
   *
   * @throws ConfigurationException if the file cannot be read
   */
  public static ConfigurationLoader file(Path file) {
    try {
      return text(file.toString(), Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw new ConfigurationException(List.of(file + ": no such file (expected: a YAML file)"));
    } catch (IOException unreadable) {
      throw new ConfigurationException(
          List.of(file + ": cannot be read (expected: a YAML file): " + unreadable.getMessage()));
    }
  }

  /** A loader of a text. */
  public static ConfigurationLoader text(String origin, String yaml) {
    return new ConfigurationLoader(origin, yaml, Map.of(), Map.of());
  }

  public ConfigurationLoader withEnvironment(Map<String, String> variables) {
    return new ConfigurationLoader(origin, yaml, variables, flags);
  }

  public ConfigurationLoader withFlags(Map<String, String> given) {
    return new ConfigurationLoader(origin, yaml, environment, given);
  }

  /**
   * The configuration that all sources together say.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public MetastoreConfiguration load() {
    Problems problems = new Problems(origin);
    Optional<Node> root = compose(problems);
    FileSettings file = FileSettings.read(root, problems);
    SettingValues values = new SettingValues(file, environment, flags, problems);
    MetastoreConfiguration configuration = MetastoreConfiguration.of(values);
    configuration.problem().ifPresent(problems::addElsewhere);
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
