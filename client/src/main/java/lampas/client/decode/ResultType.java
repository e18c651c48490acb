package lampas.client.decode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of results that the HTTP API names. */
enum ResultType {
  VECTOR,
  MATRIX,
  SCALAR,
  STRING;

  static Optional<ResultType> ofText(String text) {
    return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
