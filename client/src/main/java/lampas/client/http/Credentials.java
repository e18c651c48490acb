package lampas.client.http;

import java.nio.file.Path;

/**
 * What proves to a backend who asks. Sent to the origin of the base URL only, never to another
 * host. No text form shows a secret.
 */
public sealed interface Credentials {
  /** Nothing is sent. */
  record None() implements Credentials {}

  /** A bearer token. */
  record Bearer(String token) implements Credentials {
    public Bearer {
      HeaderRules.check("bearer token", "Authorization", "Bearer " + token);
    }

    @Override
    public String toString() {
      return "Bearer[token=…]";
    }
  }

  /** A bearer token in a file, which is read for every request, so that it may change. */
  record BearerFile(Path file) implements Credentials {}

  /** A user and a password. */
  record Basic(String user, String password) implements Credentials {
    public Basic {
      if (user.contains(":")) {
        throw new IllegalArgumentException("user: has a colon (expected: none, by RFC 7617)");
      }
    }

    @Override
    public String toString() {
      return "Basic[user=" + user + ", password=…]";
    }
  }

  /** Nothing is sent. */
  static Credentials none() {
    return new None();
  }

  static Credentials bearer(String token) {
    return new Bearer(token);
  }

  /** The text of the file, without blanks around it. */
  static Credentials bearerFile(Path file) {
    return new BearerFile(file);
  }

  static Credentials basic(String user, String password) {
    return new Basic(user, password);
  }
}
