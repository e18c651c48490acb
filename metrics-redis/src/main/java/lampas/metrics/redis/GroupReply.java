package lampas.metrics.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what {@code XINFO GROUPS} answers: for each group a list of names and values, or a map. */
final class GroupReply {
  private GroupReply() {}

  static List<StreamState.Group> groups(List<?> reply) {
    List<StreamState.Group> groups = new ArrayList<>();
    for (Object entry : reply) {
      groups.add(group(fields(entry)));
    }
    return groups;
  }

  private static StreamState.Group group(Map<String, @Nullable Object> fields) {
    return new StreamState.Group(
        String.valueOf(fields.get("name")),
        number(fields, "consumers").orElse(0),
        number(fields, "pending").orElse(0),
        number(fields, "lag"),
        OptionalDouble.empty());
  }

  /* Servers before 7.0 have no lag, later ones have none after entries were deleted. */
  private static OptionalLong number(Map<String, @Nullable Object> fields, String name) {
    return fields.get(name) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  private static Map<String, @Nullable Object> fields(Object entry) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    if (entry instanceof Map<?, ?> map) {
      map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    } else if (entry instanceof List<?> list) {
      for (int i = 0; i + 1 < list.size(); i += 2) {
        fields.put(String.valueOf(list.get(i)), list.get(i + 1));
      }
    }
    return fields;
  }
}
