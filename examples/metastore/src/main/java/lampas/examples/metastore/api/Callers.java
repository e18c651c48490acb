package lampas.examples.metastore.api;

import io.grpc.Context;
import lampas.examples.metastore.auth.Caller;

/** Who makes the call that is being handled; asked on the thread of its handler. */
public final class Callers {
  private static final Context.Key<Caller> KEY =
      Context.keyWithDefault("lampas-metastore-caller", Caller.NOBODY);

  private Callers() {}

  /** The caller of this call; nobody if its token was not looked at. */
  static Caller current() {
    return KEY.get();
  }

  /** A context whose calls are somebody's. */
  public static Context with(Caller caller) {
    return Context.current().withValue(KEY, caller);
  }
}
