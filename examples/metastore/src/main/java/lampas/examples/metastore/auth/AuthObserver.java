package lampas.examples.metastore.auth;

/** Sees who logs in, for metrics. Must not throw and must be quick. */
public interface AuthObserver {
  /** Sees nothing. */
  AuthObserver NONE = new AuthObserver() {};

  /** Somebody tried to log in, while authentication is on: whether the password was right. */
  default void authenticated(boolean succeeded) {}
}
