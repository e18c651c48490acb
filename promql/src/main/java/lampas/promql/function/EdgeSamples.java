package lampas.promql.function;

import java.util.function.IntToLongFunction;

/**
 * Which samples stand for the edges of an anchored or smoothed window: the last one not after its
 * start, and the last one, or, smoothed, the first one not before its end.
 *
 * @param first the sample at or before the start, else the first of all
 * @param last the last sample that counts
 */
record EdgeSamples(int first, int last) {
  static EdgeSamples of(Window window, int count, IntToLongFunction time) {
    int end = count - 1;
    int first = 0;
    while (first < end && time.applyAsLong(first) <= window.start()) {
      first++;
    }
    int last = end;
    if (window.edges() == Window.Edges.SMOOTHED) {
      last = 0;
      while (last < end && time.applyAsLong(last) < window.end()) {
        last++;
      }
    }
    return new EdgeSamples(Math.max(0, first - 1), last);
  }

  /** Whether nothing inside the window is known. */
  boolean areOutside(Window window, IntToLongFunction time) {
    return time.applyAsLong(last) <= window.start()
        || (window.edges() == Window.Edges.SMOOTHED && time.applyAsLong(first) > window.end());
  }
}
