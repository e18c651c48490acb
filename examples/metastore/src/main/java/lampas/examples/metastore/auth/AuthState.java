package lampas.examples.metastore.auth;

import com.google.protobuf.Message;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.StoredAuth;
import lampas.examples.metastore.mvcc.KeyRange;

/**
 * Users, roles and what they may do; a part of the replicated state.
 *
 * <p>Not thread-safe: whoever holds the state's lock asks. Deterministic.
 */
public final class AuthState {
  public static AuthState create() {
    return new AuthState();
  }

  /** Whether anything is checked at all. */
  public boolean enabled() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Counts the changes of users and roles; part of every token. */
  public long revision() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Applies one of the {@code auth_*}, {@code user_*} and {@code role_*} commands. */
  public Message apply(Caller caller, Command command) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Throws EtcdException if the caller may not read all these keys. */
  public void requireRead(Caller caller, KeyRange range) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Throws EtcdException if the caller may not write all these keys. */
  public void requireWrite(Caller caller, KeyRange range) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Throws EtcdException if authentication is on and the caller is not an administrator. */
  public void requireAdministrator(Caller caller) {
    throw new UnsupportedOperationException("skeleton");
  }

  public StoredAuth stored() {
    throw new UnsupportedOperationException("skeleton");
  }

  public void restore(StoredAuth stored) {
    throw new UnsupportedOperationException("skeleton");
  }
}
