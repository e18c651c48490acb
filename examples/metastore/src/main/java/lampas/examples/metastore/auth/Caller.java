package lampas.examples.metastore.auth;

import io.grpc.Context;
import java.util.function.Supplier;
import lampas.examples.metastore.log.Asker;

/**
 * Who makes a request: a user whose token was valid, or nobody.
 *
 * @param user the user's name; empty for somebody who has not said who they are
 * @param authRevision the revision of users and roles at which the token was found to be this
 *     user's; 0 for nobody
 */
public record Caller(String user, long authRevision) {
  /** Somebody who has not said who they are. */
  public static final Caller NOBODY = new Caller("", 0);

  /** Somebody whose token is not valid; every check of a right says so. */
  public static final Caller UNKNOWN = new Caller("", -1);

  private static final Context.Key<Supplier<Caller>> KEY =
      Context.keyWithDefault("caller", () -> NOBODY);

  public static Caller of(Asker asker) {
    return new Caller(asker.getUser(), asker.getAuthRevision());
  }

  /**
   * Who makes the call on whose thread this is, as of now. To be asked for every message of a
   * stream: its token is not looked at again, but whether the user is still there with the password
   * of then. Nobody outside a call, and in calls without a token.
   */
  public static Caller current() {
    return KEY.get().get();
  }

  /** The current context with somebody else who calls. */
  static Context in(Supplier<Caller> caller) {
    return Context.current().withValue(KEY, caller);
  }

  public Asker asker() {
    return Asker.newBuilder().setUser(user).setAuthRevision(authRevision).build();
  }

  boolean isNobody() {
    return user.isEmpty();
  }

  boolean isUnknown() {
    return authRevision < 0;
  }
}
