package lampas.examples.metastore.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

/** What a file says, by the keys of settings; what it does not know becomes a problem. */
final class FileSettings {
  private static final Set<String> MEMBER_KEYS =
      new LinkedHashSet<>(List.of("name", "peer", "client"));

  /** A value, and where it stands. */
  record Value(String text, Node node) {}

  private final Map<String, Value> values = new HashMap<>();
  private final Problems problems;

  private FileSettings(Problems problems) {
    this.problems = problems;
  }

  static FileSettings read(Optional<Node> root, Problems problems) {
    FileSettings settings = new FileSettings(problems);
    root.ifPresent(node -> settings.readSection("", node));
    return settings;
  }

  Optional<Value> find(Setting<?> setting) {
    return Optional.ofNullable(values.get(setting.key()));
  }

  private void readSection(String path, Node section) {
    if (isNull(section)) {
      return;
    }
    if (!(section instanceof MappingNode mapping)) {
      problems.add(
          section,
          (path.isEmpty() ? "file" : path)
              + ": no keys (expected: "
              + String.join(", ", childrenOf(path))
              + ")");
      return;
    }
    Set<String> known = childrenOf(path);
    for (Map.Entry<String, NodeTuple> entry : keys(path, mapping).entrySet()) {
      String child = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      Node value = entry.getValue().getValueNode();
      if (!known.contains(entry.getKey())) {
        unknown(entry.getValue().getKeyNode(), child, entry.getKey(), known);
      } else if (!isSetting(child)) {
        readSection(child, value);
      } else if (!isNull(value)) {
        readValue(child, value);
      }
    }
  }

  private void readValue(String key, Node value) {
    if (value instanceof ScalarNode scalar) {
      values.put(key, new Value(scalar.getValue(), value));
    } else if (value instanceof SequenceNode list && key.equals(Setting.MEMBERS.key())) {
      readMembers(list);
    } else {
      problems.add(value, key + ": several values (expected: one)");
    }
  }

  private void readMembers(SequenceNode list) {
    List<String> members = new ArrayList<>();
    for (Node item : list.getValue()) {
      String path = Setting.MEMBERS.key() + "[" + members.size() + "]";
      Map<String, String> texts = new HashMap<>();
      if (item instanceof MappingNode mapping) {
        for (Map.Entry<String, NodeTuple> entry : keys(path, mapping).entrySet()) {
          if (!MEMBER_KEYS.contains(entry.getKey())) {
            unknown(
                entry.getValue().getKeyNode(),
                path + "." + entry.getKey(),
                entry.getKey(),
                MEMBER_KEYS);
          } else if (entry.getValue().getValueNode() instanceof ScalarNode scalar) {
            texts.put(entry.getKey(), scalar.getValue());
          }
        }
      }
      if (!texts.keySet().containsAll(MEMBER_KEYS)) {
        problems.add(item, path + ": incomplete (expected: name, peer and client)");
        return;
      }
      members.add(texts.get("name") + "=" + texts.get("peer") + "/" + texts.get("client"));
    }
    values.put(Setting.MEMBERS.key(), new Value(String.join(",", members), list));
  }

  private Map<String, NodeTuple> keys(String path, MappingNode mapping) {
    Map<String, NodeTuple> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(tuple.getKeyNode(), path + ": a key that is no text (expected: a text)");
      } else if (keys.putIfAbsent(key.getValue(), tuple) != null) {
        problems.add(
            key,
            (path.isEmpty() ? "" : path + ".") + key.getValue() + ": comes twice (expected: once)");
      }
    }
    return keys;
  }

  private void unknown(Node at, String path, String key, Set<String> known) {
    String hint =
        NearestName.of(key, known)
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("expected one of: " + String.join(", ", known));
    problems.add(at, path + ": unknown key (" + hint + ")");
  }

  private static boolean isSetting(String path) {
    return Setting.all().stream().anyMatch(setting -> setting.key().equals(path));
  }

  /** The keys that a section may have. */
  private static Set<String> childrenOf(String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    Set<String> children = new LinkedHashSet<>();
    for (Setting<?> setting : Setting.all()) {
      if (setting.key().startsWith(prefix)) {
        children.add(setting.key().substring(prefix.length()).split("\\.", 2)[0]);
      }
    }
    return children;
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }
}
