package lampas.promql.function;

import java.math.BigInteger;

/** Orders texts so that numbers inside them count as numbers: {@code a2} before {@code a10}. */
public final class NaturalOrder {
  private NaturalOrder() {}

  /** Negative, zero or positive, as in {@link java.util.Comparator}. */
  public static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      boolean digits = isDigit(a.charAt(i));
      if (digits != isDigit(b.charAt(j))) {
        return Character.compare(a.charAt(i), b.charAt(j));
      }
      int endA = end(a, i, digits);
      int endB = end(b, j, digits);
      String partA = a.substring(i, endA);
      String partB = b.substring(j, endB);
      int order =
          digits ? new BigInteger(partA).compareTo(new BigInteger(partB)) : partA.compareTo(partB);
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static int end(String text, int from, boolean digits) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end)) == digits) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
