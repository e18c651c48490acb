package lampas.metrics.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
final class YamlMapping {
  /* Longer lists of choices are not written out. */
  private static final int LISTED = 12;

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

  /** A node as a mapping, an empty one if nobody wrote it; anything else is a problem. */
  static YamlMapping of(Problems problems, String path, Optional<Node> node) {
    YamlMapping mapping = new YamlMapping(problems, path, node);
    if (node.isPresent() && node.get() instanceof MappingNode given) {
      for (NodeTuple tuple : given.getValue()) {
        mapping.put(tuple.getKeyNode(), tuple.getValueNode());
      }
    } else if (node.isPresent() && !isNull(node.get())) {
      mapping.problem(describe(node.get()) + " (expected: keys and values)");
    }
    return mapping;
  }

  private void put(Node key, Node value) {
    if (!(key instanceof ScalarNode scalar)) {
      problems.add(key.getStartMark(), pathOf("key") + ": not a text (expected: a key)");
    } else if (entries.putIfAbsent(scalar.getValue(), new Entry(key, value)) != null) {
      problems.add(key.getStartMark(), pathOf(scalar.getValue()) + ": twice (expected: once)");
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  Set<String> keys() {
    return entries.keySet();
  }

  YamlMapping mapping(String key) {
    return of(problems, pathOf(key), find(key));
  }

  /** The text of a scalar; an empty one is as none. */
  Optional<String> text(String key) {
    return find(key).flatMap(value -> scalar(value, pathOf(key))).filter(value -> !value.isEmpty());
  }

  /** A yes or no; as the fallback if it is not there. */
  boolean flag(String key, boolean fallback) {
    return this.<Boolean>choice(key, Map.of("true", true, "false", false)).orElse(fallback);
  }

  /** One of a few texts, as what it stands for. */
  <T> Optional<T> choice(String key, Map<String, T> choices) {
    return text(key).flatMap(text -> choice(key, text, choices));
  }

  /** A list of texts out of a few, as what they stand for. */
  <T> List<T> choices(String key, Map<String, T> choices) {
    return texts(key).stream().flatMap(text -> choice(key, text, choices).stream()).toList();
  }

  List<String> texts(String key) {
    Optional<Node> found = find(key);
    List<String> texts = new ArrayList<>();
    if (found.isPresent() && found.get() instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> scalar(item, pathOf(key)).ifPresent(texts::add));
    } else {
      found.ifPresent(value -> problem(key, describe(value) + " (expected: a list)"));
    }
    return texts;
  }

  /** Names a key that others know and that is not supported here. */
  void unsupported(String key, String reason) {
    known.add(key);
    Entry entry = entries.get(key);
    if (entry != null) {
      problems.add(entry.key.getStartMark(), pathOf(key) + ": not supported (" + reason + ")");
    }
  }

  /** Adds a problem at a key's value, or at the mapping itself if the key is not there. */
  void problem(String key, String message) {
    Entry entry = entries.get(key);
    Optional<Node> where = entry == null ? node : Optional.of(entry.value);
    problems.add(where.flatMap(Node::getStartMark), pathOf(key) + ": " + message);
  }

  /** Says which keys nobody asked for; call it last. */
  void finish() {
    entries.forEach((key, entry) -> {
      if (!known.contains(key)) {
        String hint =
            NearestName.of(key, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("expected one of: " + String.join(", ", known));
        problems.add(entry.key.getStartMark(), pathOf(key) + ": unknown key (" + hint + ")");
      }
    });
  }

  private void problem(String message) {
    problems.add(node.flatMap(Node::getStartMark), (path.isEmpty() ? "" : path + ": ") + message);
  }

  private Optional<Node> find(String key) {
    known.add(key);
    Entry entry = entries.get(key);
    return entry == null || isNull(entry.value) ? Optional.empty() : Optional.of(entry.value);
  }

  private <T> Optional<T> choice(String key, String text, Map<String, T> choices) {
    Optional<T> choice = Optional.ofNullable(choices.get(text));
    if (choice.isEmpty()) {
      List<String> names = choices.keySet().stream().sorted().toList();
      problem(
          key,
          names.size() > LISTED
              ? text + ", which this JDK does not offer" + nearest(text, names)
              : text + " (expected: " + String.join(", ", names) + ")");
    }
    return choice;
  }

  private static String nearest(String text, List<String> names) {
    Map<String, String> byLowerCase = new LinkedHashMap<>();
    names.forEach(name -> byLowerCase.put(name.toLowerCase(Locale.ROOT), name));
    return NearestName.of(text, byLowerCase.keySet())
        .map(nearest -> " (nearest: " + byLowerCase.get(nearest) + ")")
        .orElse("");
  }

  private Optional<String> scalar(Node value, String where) {
    if (value instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    problems.add(value.getStartMark(), where + ": " + describe(value) + " (expected: a text)");
    return Optional.empty();
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
