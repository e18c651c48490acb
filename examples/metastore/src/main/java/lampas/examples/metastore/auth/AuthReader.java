package lampas.examples.metastore.auth;

import java.util.function.Function;

/** Looks at users and roles while nothing changes, such as {@code state::auth}. Thread-safe. */
public interface AuthReader {
  <T> T ask(Function<AuthState, T> question);
}
