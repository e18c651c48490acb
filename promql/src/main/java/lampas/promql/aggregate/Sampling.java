package lampas.promql.aggregate;

import lampas.model.label.Labels;

/** A choice of series by chance that is always the same: {@code limit_ratio}. */
public final class Sampling {
  private Sampling() {}

  /** The place of a series between 0 and 1, spread evenly over label sets. */
  public static double place(Labels labels) {
    /* FNV-1a over the characters, then the finalizer of MurmurHash3, for the sake of the high bits. */
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < labels.size(); i++) {
      hash = add(add(hash, labels.name(i)), labels.value(i));
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return ((hash ^ (hash >>> 33)) >>> 11) * 0x1p-53;
  }

  /** Whether a place belongs to a ratio; negative ratios choose from the other end. */
  public static boolean isChosen(double place, double ratio) {
    return ratio >= 0 ? place < ratio : place >= 1 + ratio;
  }

  private static long add(long hash, String text) {
    long result = hash;
    for (int i = 0; i < text.length(); i++) {
      result = (result ^ text.charAt(i)) * 0x100000001b3L;
    }
    return (result ^ 0xffff) * 0x100000001b3L;
  }
}
