package lampas.examples.metastore.auth;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.AuthGrpc;
import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.WatchGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.util.Optional;
import java.util.Set;
import lampas.examples.metastore.error.EtcdError;
import lampas.metrics.grpc.AuthDecision;
import lampas.metrics.grpc.AuthHook;

/**
 * Finds out from a call's token who makes it, so that {@link Caller#current} knows.
 *
 * <p>Calls without a token go on as nobody's: what they may do is checked where it is done. A token
 * that is not valid ends the call with UNAUTHENTICATED in etcd's words, upon which clients log in
 * again. Thread-safe.
 */
public final class TokenHook implements AuthHook {
  /*
   * What a token is good for, and why.
   *
   * Only that its user has had the same password since it was made; not, as with etcd's JWT, that no
   * user or role has changed at all. Rights are checked under the roles of the moment anyway, so an
   * older token gives nothing away, and a change of one role does not make all clients log in again,
   * with a tenth of a second of bcrypt each. It is what etcd's simple tokens do, its default.
   *
   * A stream keeps the identity that it began with: the token's time is looked at when it opens, the
   * user and the password for each message. Clients keep streams for days, and have no way to give
   * them a new token.
   *
   * Two kinds of streams are not refused at once for a bad token, because jetcd (0.8.6 was read)
   * does not log in again when they fail: a watcher is told in the answer to its creation, as by
   * etcd, upon which it does; and to renew a lease needs no right in etcd up to 3.5.
   */
  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final String BEARER = "Bearer ";

  private static final Set<String> TOLD_LATER =
      Set.of(
          WatchGrpc.getWatchMethod().getFullMethodName(),
          LeaseGrpc.getLeaseKeepAliveMethod().getFullMethodName());

  private static final String LOG_IN = AuthGrpc.getAuthenticateMethod().getFullMethodName();

  private final AuthReader auth;
  private final Tokens tokens;

  private TokenHook(AuthReader auth, Tokens tokens) {
    this.auth = auth;
    this.tokens = tokens;
  }

  public static TokenHook create(AuthReader auth, Tokens tokens) {
    return new TokenHook(auth, tokens);
  }

  @Override
  public AuthDecision decide(ServerCall<?, ?> call, Metadata headers) {
    String method = call.getMethodDescriptor().getFullMethodName();
    Optional<String> text = text(headers);
    if (text.isEmpty() || method.equals(LOG_IN)) {
      return AuthDecision.ADMITTED;
    }
    ByteString key = auth.ask(AuthState::tokenKey);
    if (key.isEmpty()) {
      // Authentication is off: tokens say nothing.
      return AuthDecision.ADMITTED;
    }
    Optional<Token> token = tokens.verify(key, text.get());
    if (token.isPresent() && !now(token.get()).isUnknown()) {
      return AuthDecision.admittedIn(Caller.in(() -> now(token.get())));
    }
    return TOLD_LATER.contains(method)
        ? AuthDecision.admittedIn(Caller.in(() -> Caller.UNKNOWN))
        : AuthDecision.refused(EtcdError.INVALID_AUTH_TOKEN.status());
  }

  private Caller now(Token token) {
    return auth.ask(state -> state.recognise(token.user(), token.authRevision()));
  }

  private static Optional<String> text(Metadata headers) {
    return Optional.ofNullable(headers.get(TOKEN))
        .or(() -> Optional.ofNullable(headers.get(AUTHORIZATION)))
        .map(text -> text.startsWith(BEARER) ? text.substring(BEARER.length()) : text);
  }
}
