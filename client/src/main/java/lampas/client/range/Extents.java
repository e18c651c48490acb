package lampas.client.range;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The finished parts of one range query: in the order of time, none touching another. Immutable.
 */
record Extents(List<Extent> all) {
  static final Extents NONE = new Extents(List.of());

  Extents {
    all = List.copyOf(all);
  }

  /** Those that were asked for so lately. */
  Extents since(long nanos) {
    return new Extents(all.stream().filter(extent -> extent.since() - nanos >= 0).toList());
  }

  /** The times of a grid that none of them holds, as few grids. */
  List<StepGrid> missing(StepGrid grid) {
    List<StepGrid> missing = new ArrayList<>();
    long next = grid.start();
    for (Extent extent : all) {
      if (extent.grid().end() < next || extent.grid().start() > grid.end()) {
        continue;
      }
      if (extent.grid().start() > next) {
        missing.add(grid.part(next, extent.grid().start() - grid.step()));
      }
      next = extent.grid().end() + grid.step();
    }
    if (next <= grid.end()) {
      missing.add(grid.part(next, grid.end()));
    }
    return missing;
  }

  /** With one more; those that it covers go, and one that overlaps otherwise is not taken. */
  Extents with(Extent added) {
    List<Extent> kept = new ArrayList<>();
    for (Extent extent : all) {
      boolean apart =
          extent.grid().end() < added.grid().start() || extent.grid().start() > added.grid().end();
      boolean covered =
          extent.grid().start() >= added.grid().start()
              && extent.grid().end() <= added.grid().end();
      if (!apart && !covered) {
        return this;
      }
      if (apart) {
        kept.add(extent);
      }
    }
    kept.add(added);
    kept.sort(Comparator.comparingLong(extent -> extent.grid().start()));
    return new Extents(joined(kept));
  }

  private static List<Extent> joined(List<Extent> extents) {
    List<Extent> joined = new ArrayList<>();
    for (Extent extent : extents) {
      if (!joined.isEmpty() && joined.getLast().touches(extent)) {
        joined.add(joined.removeLast().and(extent));
      } else {
        joined.add(extent);
      }
    }
    return joined;
  }

  long bytes() {
    return all.stream().mapToLong(Extent::bytes).sum();
  }
}
