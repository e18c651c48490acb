package lampas.acceptance.metastore;

import java.util.Arrays;
import java.util.Optional;

/** Where our answers differ from those of etcd 3.4, and why. */
enum KnownEtcdDifference {
  /** None so far; a comment here says why. */
  NONE {
    @Override
    boolean explains(EtcdOperation operation, String expected, String actual) {
      return false;
    }
  };

  abstract boolean explains(EtcdOperation operation, String expected, String actual);

  static Optional<KnownEtcdDifference> of(
      EtcdOperation operation, String expected, String actual) {
    return Arrays.stream(values())
        .filter(rule -> rule.explains(operation, expected, actual))
        .findFirst();
  }
}
