package lampas.client.template.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lampas.model.error.NearestName;
import lampas.promql.syntax.StringText;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a preset file, read key by key; what it does not know or cannot read becomes a
 * problem. A null value is the same as no value.
 */
final class PresetMapping {
  private static final int MAXIMUM_ITEMS = 1_000;
  private static final int SHOWN = 80;
  private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL);

  private record Entry(Node key, Node value) {}

  private final FileProblems problems;
  private final String path;
  private final Node node;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  /** A node as a mapping; anything else is a problem and an empty mapping. */
  PresetMapping(FileProblems problems, String path, Node node) {
    this.problems = problems;
    this.path = path;
    this.node = node;
    if (node instanceof MappingNode given) {
      for (NodeTuple tuple : given.getValue()) {
        put(tuple.getKeyNode(), tuple.getValueNode());
      }
    } else if (!isNull(node)) {
      problems.add(
          node,
          (path.isEmpty() ? "" : path + ": ") + describe(node) + " (expected: keys and values)");
    }
  }

  private void put(Node key, Node value) {
    if (!(key instanceof ScalarNode scalar)) {
      problems.add(key, pathOf("key") + ": not a text (expected: a key)");
    } else if (entries.putIfAbsent(scalar.getValue(), new Entry(key, value)) != null) {
      problems.add(key, pathOf(scalar.getValue()) + ": comes twice (expected: once)");
    }
  }

  /** Whether the key has a value. */
  boolean has(String key) {
    return find(key).isPresent();
  }

  /** The text of a scalar. */
  Optional<String> text(String key) {
    return find(key).flatMap(value -> scalar(value, pathOf(key)));
  }

  /** The text of a scalar that has to be there. */
  Optional<String> requiredText(String key, String expected) {
    if (!has(key)) {
      problem(key, "none (expected: " + expected + ")");
    }
    return text(key);
  }

  /** A scalar that a parser reads; what the parser cannot read is a problem. */
  <T> Optional<T> value(String key, String expected, Function<String, Optional<T>> parser) {
    Optional<String> text = text(key);
    Optional<T> value = text.flatMap(parser);
    if (text.isPresent() && value.isEmpty()) {
      problem(key, quote(text.get()) + " (expected: " + expected + ")");
    }
    return value;
  }

  /** The texts of a list of scalars. */
  Optional<List<String>> texts(String key) {
    return find(key)
        .map(found -> {
          List<String> texts = new ArrayList<>();
          int index = 0;
          for (Node item : items(key, found)) {
            scalar(item, pathOf(key) + "[" + index++ + "]").ifPresent(texts::add);
          }
          return texts;
        });
  }

  Optional<PresetMapping> mapping(String key) {
    return find(key).map(value -> new PresetMapping(problems, pathOf(key), value));
  }

  List<PresetMapping> mappings(String key) {
    List<PresetMapping> mappings = new ArrayList<>();
    find(key)
        .ifPresent(found -> {
          for (Node item : items(key, found)) {
            mappings.add(
                new PresetMapping(problems, pathOf(key) + "[" + mappings.size() + "]", item));
          }
        });
    return mappings;
  }

  Set<String> keys() {
    return entries.keySet();
  }

  /** Adds a problem at a key's value, or at the mapping itself if the key is not there. */
  void problem(String key, String message) {
    Entry entry = entries.get(key);
    problems.add(entry == null ? node : entry.value, pathOf(key) + ": " + message);
  }

  /** Says which keys nobody asked for; call it last. */
  void finish() {
    entries.forEach((key, entry) -> {
      if (!known.contains(key)) {
        String hint =
            NearestName.of(key, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("expected one of: " + String.join(", ", known));
        problems.add(entry.key, pathOf(key) + ": unknown key (" + hint + ")");
      }
    });
  }

  private Optional<Node> find(String key) {
    known.add(key);
    Entry entry = entries.get(key);
    return entry == null || isNull(entry.value) ? Optional.empty() : Optional.of(entry.value);
  }

  private List<Node> items(String key, Node found) {
    if (!(found instanceof SequenceNode sequence)) {
      problems.add(found, pathOf(key) + ": " + describe(found) + " (expected: a list)");
      return List.of();
    }
    if (sequence.getValue().size() > MAXIMUM_ITEMS) {
      problems.add(
          found,
          "%s: %d items (expected: at most %d)"
              .formatted(pathOf(key), sequence.getValue().size(), MAXIMUM_ITEMS));
      return List.of();
    }
    return sequence.getValue();
  }

  private Optional<String> scalar(Node value, String where) {
    if (value instanceof ScalarNode scalar && PLAIN.contains(value.getTag())) {
      return Optional.of(scalar.getValue());
    }
    problems.add(
        value, where + ": " + describe(value) + " (expected: a text, in quotes if need be)");
    return Optional.empty();
  }

  private String pathOf(String key) {
    String shown = quote(key);
    String name = shown.equals('"' + key + '"') ? key : shown;
    return path.isEmpty() ? name : path + "." + name;
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static String describe(Node node) {
    return switch (node) {
      case SequenceNode sequence -> "a list";
      case MappingNode mapping -> "keys and values";
      case ScalarNode scalar ->
          PLAIN.contains(node.getTag()) ? quote(scalar.getValue()) : "tag " + node.getTag();
      default -> "something else";
    };
  }

  private static String quote(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? StringText.quote(text)
        : StringText.quote(text.substring(0, text.offsetByCodePoints(0, SHOWN))) + "…";
  }
}
