package lampas.model.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that Lampas throws on purpose.
 *
 * <p>Each module derives its own root from it. The message says what is wrong, the value, and what
 * was expected; it never holds a secret or the address of a backend.
 */
public abstract class LampasException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;

  protected LampasException(ErrorKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  protected LampasException(ErrorKind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Whose business this error is. */
  public final ErrorKind kind() {
    return kind;
  }
}
