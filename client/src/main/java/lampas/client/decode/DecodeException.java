package lampas.client.decode;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/**
 * What arrived is no answer of Prometheus's HTTP API: malformed, cut off, or of another shape.
 *
 * <p>The message says where, what was found and what was expected.
 */
public final class DecodeException extends LampasException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  DecodeException(long offset, String found, String expected) {
    super(ErrorKind.UNAVAILABLE, "byte %d: %s (expected: %s)".formatted(offset, found, expected));
    this.offset = offset;
  }

  /** How many bytes of the unpacked answer are in front of the place. */
  public long offset() {
    return offset;
  }
}
