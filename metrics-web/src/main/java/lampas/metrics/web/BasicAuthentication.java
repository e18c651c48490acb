package lampas.metrics.web;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.util.Map;
import java.util.Optional;

/**
 * Lets in who knows the password of a user of the settings; everyone if these have no users.
 *
 * <p>Source: RFC 7617.
 */
final class BasicAuthentication extends Authenticator {
  private static final String REALM = "metrics";

  private final LiveSettings live;
  private final Passwords passwords = new Passwords();

  BasicAuthentication(LiveSettings live) {
    this.live = live;
  }

  @Override
  public Result authenticate(HttpExchange exchange) {
    Map<String, String> users = live.current().users();
    if (users.isEmpty()) {
      return new Success(new HttpPrincipal("", REALM));
    }
    Optional<Credentials> given =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
            .flatMap(Credentials::parse);
    if (given.isPresent() && passwords.accept(users, given.get())) {
      return new Success(new HttpPrincipal(given.get().user(), REALM));
    }
    exchange
        .getResponseHeaders()
        .set("WWW-Authenticate", "Basic realm=\"" + REALM + "\", charset=\"UTF-8\"");
    return new Retry(401);
  }
}
