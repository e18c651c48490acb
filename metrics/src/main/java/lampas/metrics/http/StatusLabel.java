package lampas.metrics.http;

/** Status codes as the text of a label, without making one. */
public final class StatusLabel {
  /** What all values share that HTTP does not know. */
  public static final String OTHER = "_OTHER";

  /** How many values there may be: the codes 100 to 599 and {@link #OTHER}. */
  public static final int MAXIMUM = 501;

  private static final int LOWEST = 100;
  private static final String[] TEXTS = new String[500];

  static {
    for (int i = 0; i < TEXTS.length; i++) {
      TEXTS[i] = Integer.toString(LOWEST + i);
    }
  }

  private StatusLabel() {}

  /** The code as text; {@link #OTHER} if it is not one of 100 to 599. */
  public static String of(int status) {
    int index = status - LOWEST;
    return index >= 0 && index < TEXTS.length ? TEXTS[index] : OTHER;
  }
}
