package lampas.promql.explain;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lampas.model.error.NearestName;

/** Metric names that may have been meant by one that is not there. */
final class NearNames {
  private static final int MOST = 3;
  private static final List<String> SUFFIXES =
      List.of("_total", "_bucket", "_count", "_sum", "_seconds", "_bytes", "_info", "_created");

  private NearNames() {}

  static List<String> of(String name, Collection<String> names) {
    Set<String> near = new LinkedHashSet<>();
    String stem = stem(name);
    /* A forgotten or superfluous suffix first, then what looks alike. */
    names.stream().filter(other -> stem(other).equals(stem)).sorted().forEach(near::add);
    NearestName.of(name, names).ifPresent(near::add);
    names.stream()
        .filter(other -> other.startsWith(name + "_") || other.endsWith("_" + name))
        .sorted()
        .forEach(near::add);
    return near.stream().limit(MOST).toList();
  }

  private static String stem(String name) {
    String stem = name;
    for (boolean again = true; again; ) {
      again = false;
      for (String suffix : SUFFIXES) {
        if (stem.endsWith(suffix) && stem.length() > suffix.length()) {
          stem = stem.substring(0, stem.length() - suffix.length());
          again = true;
        }
      }
    }
    return stem;
  }
}
