package lampas.client.http;

/** Knows what the errors of an API mean. Thread-safe; never throws. */
@FunctionalInterface
public interface Judge {
  Verdict verdict(ErrorAnswer answer);
}
