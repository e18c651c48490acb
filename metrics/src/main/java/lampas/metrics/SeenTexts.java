package lampas.metrics;

/**
 * Which texts were seen, kept as hashes of 64 bits: 16 to 32 bytes a text, where a set of the texts
 * would take a hundred.
 *
 * <p>Two of a million texts share a hash once in 40 million programs; then one more text than the
 * cap is let in. Reading takes no lock and may miss what is being added; adding needs one.
 */
final class SeenTexts {
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  /* 0 is an empty place. At most half of the places are taken. */
  private volatile long[] places = new long[8];
  private volatile int size;

  int size() {
    return size;
  }

  boolean contains(String text) {
    return isIn(places, hash(text));
  }

  void add(String text) {
    long hash = hash(text);
    long[] places = this.places;
    if (isIn(places, hash)) {
      return;
    }
    int known = size;
    if ((known + 1) * 2 > places.length) {
      long[] wider = new long[places.length * 2];
      for (long other : places) {
        if (other != 0) {
          put(wider, other);
        }
      }
      places = wider;
    }
    put(places, hash);
    this.places = places;
    size = known + 1;
  }

  private static boolean isIn(long[] places, long hash) {
    int mask = places.length - 1;
    int place = (int) hash & mask;
    while (places[place] != 0) {
      if (places[place] == hash) {
        return true;
      }
      place = (place + 1) & mask;
    }
    return false;
  }

  private static void put(long[] places, long hash) {
    int mask = places.length - 1;
    int place = (int) hash & mask;
    while (places[place] != 0) {
      place = (place + 1) & mask;
    }
    places[place] = hash;
  }

  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return hash == 0 ? 1 : hash;
  }
}
