package lampas.examples.agents.redis;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.jspecify.annotations.Nullable;

/** Redis did not do what it was asked for; its message says nothing of where Redis is. */
public final class RedisUnavailableException extends LampasException {
  private static final long serialVersionUID = 1L;

  public RedisUnavailableException(String message, @Nullable Throwable cause) {
    super(ErrorKind.UNAVAILABLE, message, cause);
  }
}
