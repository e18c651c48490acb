package lampas.client.template.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML into nodes with their places, within limits of size, depth and aliases. */
final class PresetYaml {
  static final int MAXIMUM_CHARACTERS = 1 << 20;

  private static final int MAXIMUM_DEPTH = 20;
  private static final int MAXIMUM_ALIASES = 50;

  private final FileProblems problems;
  private final LoadSettings settings;

  PresetYaml(String origin, FileProblems problems) {
    this.problems = problems;
    this.settings =
        LoadSettings.builder()
            .setLabel(origin)
            .setSchema(new CoreSchema())
            .setUseMarks(true)
            .setCodePointLimit(MAXIMUM_CHARACTERS)
            .build();
  }

  /** The only document; empty if there is none or if that is a problem. */
  Optional<Node> read(String yaml) {
    if (yaml.length() > MAXIMUM_CHARACTERS) {
      problems.add(
          Optional.empty(),
          yaml.length() + " characters (expected: at most " + MAXIMUM_CHARACTERS + ")");
      return Optional.empty();
    }
    try {
      return isWithinLimits(yaml) ? new Compose(settings).composeString(yaml) : Optional.empty();
    } catch (MarkedYamlEngineException malformed) {
      problems.add(malformed.getProblemMark(), "not YAML: " + malformed.getProblem());
    } catch (YamlEngineException malformed) {
      problems.add(
          Optional.empty(),
          "not YAML: " + String.valueOf(malformed.getMessage()).lines().findFirst().orElse(""));
    }
    return Optional.empty();
  }

  /* On events, which do not nest, so that deep nesting costs no stack. */
  private boolean isWithinLimits(String yaml) {
    int depth = 0;
    int aliases = 0;
    for (Event event : new Parse(settings).parseString(yaml)) {
      switch (event) {
        case CollectionStartEvent start -> depth++;
        case CollectionEndEvent end -> depth--;
        case AliasEvent alias -> aliases++;
        default -> {}
      }
      if (depth > MAXIMUM_DEPTH) {
        problems.add(
            event.getStartMark(), "nested deeper than expected (expected: " + MAXIMUM_DEPTH + ")");
        return false;
      }
      if (aliases > MAXIMUM_ALIASES) {
        problems.add(
            event.getStartMark(), "more aliases than expected (expected: " + MAXIMUM_ALIASES + ")");
        return false;
      }
    }
    return true;
  }
}
