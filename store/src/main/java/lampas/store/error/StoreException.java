package lampas.store.error;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.jspecify.annotations.Nullable;

/** The root of what the store throws on purpose. */
public final class StoreException extends LampasException {
  private static final long serialVersionUID = 1L;

  private StoreException(ErrorKind kind, String message, @Nullable Throwable cause) {
    super(kind, message, cause);
  }

  /** The caller asked for something that is wrong. */
  public static StoreException user(String message) {
    return new StoreException(ErrorKind.USER, message, null);
  }

  /** The caller asked for something that is wrong, as the cause says. */
  public static StoreException user(String message, Throwable cause) {
    return new StoreException(ErrorKind.USER, message, cause);
  }

  /** A configured limit was reached. */
  public static StoreException limit(String message) {
    return new StoreException(ErrorKind.LIMIT, message, null);
  }
}
