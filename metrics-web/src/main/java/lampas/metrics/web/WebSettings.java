package lampas.metrics.web;

import java.util.Map;
import java.util.Optional;

/**
 * What a web configuration file says.
 *
 * @param tls how connections are encrypted; not at all if empty
 * @param headers what is added to each response
 * @param users the bcrypt hash of each user's password; everyone may ask if there are none
 */
record WebSettings(Optional<TlsState> tls, Map<String, String> headers, Map<String, String> users) {
  WebSettings {
    headers = Map.copyOf(headers);
    users = Map.copyOf(users);
  }
}
