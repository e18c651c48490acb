package lampas.client.container;

import java.util.Locale;

/** The values of the label {@code value_type}. */
public enum ContainerValue {
  /** What is used, or has been used since the container began. */
  CURRENT,
  /** What could be used. */
  CAPACITY,
  /** What is used, in percent. */
  PCT;

  /** The label's value. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
