package lampas.metrics.http.jdk;

/** An exchange that is being measured. */
sealed interface Measured permits PlainExchange, SecureExchange {
  Measurement measurement();
}
