package lampas.client.answer;

/** JSON that is not of the shape that was expected; it becomes an {@code Unreadable} failure. */
public final class JsonShapeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonShapeException(String path, String found, String expected) {
    super("%s at %s (expected: %s)".formatted(found, path, expected));
  }
}
