package lampas.examples.metastore.api;

import lampas.examples.metastore.auth.Caller;

/** Who makes the call that is being handled; asked on the thread of its handler. */
final class Callers {
  private Callers() {}

  /** The caller of this call; nobody if its token was not looked at. */
  static Caller current() {
    return Caller.current();
  }
}
