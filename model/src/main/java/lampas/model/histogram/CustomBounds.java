package lampas.model.histogram;

import java.util.Arrays;

/** Custom bounds of two histograms brought together. */
final class CustomBounds {
  private CustomBounds() {}

  /** The bounds that both have. */
  static double[] common(double[] one, double[] other) {
    double[] common = new double[Math.min(one.length, other.length)];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      if (one[i] == other[j]) {
        common[size++] = one[i];
        i++;
        j++;
      } else if (one[i] < other[j]) {
        i++;
      } else {
        j++;
      }
    }
    return Arrays.copyOf(common, size);
  }

  /** The index among fewer bounds of the bucket that holds this one. */
  static int map(int index, double[] bounds, double[] fewer) {
    if (index >= bounds.length) {
      return fewer.length;
    }
    int found = Arrays.binarySearch(fewer, bounds[index]);
    return found >= 0 ? found : -found - 1;
  }
}
