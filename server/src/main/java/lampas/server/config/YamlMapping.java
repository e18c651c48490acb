package lampas.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lampas.model.error.NearestName;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML mapping that is read key by key; what it does not know or cannot read becomes a problem.
 *
 * <p>A null value is the same as no value, as in Prometheus.
 */
public final class YamlMapping {
  private record Entry(Node key, Node value) {}

  private final Problems problems;
  private final String path;
  private final Optional<Node> node;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private YamlMapping(Problems problems, String path, Optional<Node> node) {
    this.problems = problems;
    this.path = path;
    this.node = node;
  }

  /** A mapping that nobody wrote. */
  static YamlMapping empty(Problems problems) {
    return new YamlMapping(problems, "", Optional.empty());
  }

  /** A mapping node as a mapping; anything else is a problem and an empty mapping. */
  static YamlMapping of(Problems problems, String path, Node node) {
    YamlMapping mapping = new YamlMapping(problems, path, Optional.of(node));
    if (node instanceof MappingNode given) {
      for (NodeTuple tuple : given.getValue()) {
        mapping.put(tuple.getKeyNode(), tuple.getValueNode());
      }
    } else if (!isNull(node)) {
      problems.add(node, mapping.name() + describe(node) + " (expected: keys and values)");
    }
    return mapping;
  }

  private void put(Node key, Node value) {
    if (!(key instanceof ScalarNode scalar)) {
      problems.add(key, name() + "key: not a text (expected: a key)");
    } else if (entries.putIfAbsent(scalar.getValue(), new Entry(key, value)) != null) {
      problems.add(key, pathOf(scalar.getValue()) + ": comes twice (expected: once)");
    }
  }

  /** Whether the key has a value. */
  public boolean has(String key) {
    return find(key).isPresent();
  }

  /** The text of a scalar. */
  public Optional<String> text(String key) {
    return value(key, "a text", text -> text);
  }

  /** A scalar that a parser reads; IllegalArgumentException of the parser becomes a problem. */
  public <T> Optional<T> value(String key, String expected, Function<String, T> parser) {
    Optional<Node> found = find(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> text = scalar(found.get(), pathOf(key), expected);
    try {
      return text.map(parser);
    } catch (IllegalArgumentException | ArithmeticException unreadable) {
      problems.add(
          found.get(), pathOf(key) + ": " + text.orElse("") + " (expected: " + expected + ")");
      return Optional.empty();
    }
  }

  /** The mapping behind a key. */
  public Optional<YamlMapping> mapping(String key) {
    return find(key).map(value -> of(problems, pathOf(key), value));
  }

  /** The mappings of a list. */
  public List<YamlMapping> mappings(String key) {
    List<YamlMapping> mappings = new ArrayList<>();
    for (Node item : sequence(key)) {
      mappings.add(of(problems, pathOf(key) + "[" + mappings.size() + "]", item));
    }
    return mappings;
  }

  /** The text of a scalar, or those of a list. */
  public List<String> oneOrMoreTexts(String key) {
    return find(key).filter(SequenceNode.class::isInstance).isPresent()
        ? texts(key)
        : text(key).stream().toList();
  }

  /** The texts of a list. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : sequence(key)) {
      scalar(item, pathOf(key) + "[" + texts.size() + "]", "a text").ifPresent(texts::add);
    }
    return texts;
  }

  /** All keys, each with its text: for mappings whose keys are free. */
  public Map<String, String> allTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : entries.keySet()) {
      text(key).ifPresent(value -> texts.put(key, value));
    }
    return texts;
  }

  /** All keys that are there. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** Names a key that Prometheus knows and Lampas does not support. */
  void unsupported(String key, String reason) {
    known.add(key);
    Entry entry = entries.get(key);
    if (entry != null) {
      problems.add(entry.key, pathOf(key) + ": not supported (" + reason + ")");
    }
  }

  /** Adds a problem at a key's value, or at the mapping itself if the key is not there. */
  public void problem(String key, String message) {
    Entry entry = entries.get(key);
    Optional<Node> where = entry == null ? node : Optional.of(entry.value);
    problems.add(where.flatMap(Node::getStartMark), pathOf(key) + ": " + message);
  }

  /** Says which keys nobody asked for; call it last. */
  public void finish() {
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        String hint =
            NearestName.of(entry.getKey(), known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("expected one of: " + String.join(", ", known));
        problems.add(entry.getValue().key, pathOf(entry.getKey()) + ": unknown key (" + hint + ")");
      }
    }
  }

  private Optional<Node> find(String key) {
    known.add(key);
    Entry entry = entries.get(key);
    return entry == null || isNull(entry.value) ? Optional.empty() : Optional.of(entry.value);
  }

  private List<Node> sequence(String key) {
    Optional<Node> found = find(key);
    if (found.isEmpty()) {
      return List.of();
    }
    if (found.get() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problems.add(found.get(), pathOf(key) + ": " + describe(found.get()) + " (expected: a list)");
    return List.of();
  }

  private Optional<String> scalar(Node value, String where, String expected) {
    if (value instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    problems.add(value, where + ": " + describe(value) + " (expected: " + expected + ")");
    return Optional.empty();
  }

  private String name() {
    return path.isEmpty() ? "" : path + ": ";
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static String describe(Node node) {
    return switch (node) {
      case SequenceNode sequence -> "a list";
      case MappingNode mapping -> "keys and values";
      case ScalarNode scalar -> scalar.getValue();
      default -> "something else";
    };
  }
}
