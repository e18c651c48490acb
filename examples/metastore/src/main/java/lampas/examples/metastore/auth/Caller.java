package lampas.examples.metastore.auth;

import lampas.examples.metastore.log.Asker;

/**
 * Who makes a request: a user whose token was valid, or nobody.
 *
 * @param user the user's name; empty for somebody who has not said who they are
 * @param authRevision the revision of users and roles that the token was made at; 0 for nobody
 */
public record Caller(String user, long authRevision) {
  /** Somebody who has not said who they are. */
  public static final Caller NOBODY = new Caller("", 0);

  public static Caller of(Asker asker) {
    return new Caller(asker.getUser(), asker.getAuthRevision());
  }

  public Asker asker() {
    return Asker.newBuilder().setUser(user).setAuthRevision(authRevision).build();
  }
}
