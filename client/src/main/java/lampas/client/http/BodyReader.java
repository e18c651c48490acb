package lampas.client.http;

import java.io.IOException;

/** Makes something of an answer. */
@FunctionalInterface
public interface BodyReader<T> {
  /**
   * Reads an answer of a status below 300; the body is closed by the caller.
   *
   * @throws IOException if the body ends it; a {@link TransportException} says how
   */
  T read(HttpAnswer answer) throws IOException;
}
