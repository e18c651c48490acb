package lampas.client.decode;

import java.util.HashSet;
import java.util.Set;

/** The fields of an object that have come; none may come twice. */
final class Fields {
  private final Set<String> taken = new HashSet<>();

  void take(String name, JsonReader json) {
    if (!taken.add(name)) {
      throw new DecodeException(json.bytes.offset(), "a second " + name + " in one object", "one");
    }
  }

  boolean has(String name) {
    return taken.contains(name);
  }
}
