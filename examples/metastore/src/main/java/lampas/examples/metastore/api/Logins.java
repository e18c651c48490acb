package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.AuthenticateRequest;
import com.ibm.etcd.api.AuthenticateResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import lampas.examples.metastore.auth.AuthObserver;
import lampas.examples.metastore.auth.AuthState;
import lampas.examples.metastore.auth.Passwords;
import lampas.examples.metastore.auth.Tokens;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/** Passwords in, tokens out. */
final class Logins {
  private final Gateway gateway;
  private final Passwords passwords;
  private final Tokens tokens;
  private final AuthObserver observer;
  private final Executor executor;

  Logins(
      Gateway gateway,
      Passwords passwords,
      Tokens tokens,
      AuthObserver observer,
      Executor executor) {
    this.gateway = gateway;
    this.passwords = passwords;
    this.tokens = tokens;
    this.observer = observer;
    this.executor = executor;
  }

  /**
   * A token for somebody who knows a password; as of now for all nodes, and at the revision at
   * which the password was read, so that one that changed meanwhile is not enough.
   */
  CompletableFuture<AuthenticateResponse> logIn(AuthenticateRequest request) {
    return gateway
        .read(() -> gateway.state().auth(auth -> Known.of(auth, request.getName())))
        .thenCompose(known -> Offloaded.on(executor, () -> token(request, known)))
        .thenApply(token -> AuthenticateResponse.newBuilder().setToken(token).build())
        .thenApply(gateway::withHeader);
  }

  private String token(AuthenticateRequest request, Known known) {
    boolean right = passwords.match(request.getPassword(), known.passwordHash());
    observer.authenticated(right);
    if (!right) {
      throw new EtcdException(EtcdError.AUTHENTICATION_FAILED);
    }
    return tokens.make(known.tokenKey(), request.getName(), known.revision());
  }

  /** What is known of a user, all at one revision. */
  private record Known(Optional<ByteString> passwordHash, ByteString tokenKey, long revision) {
    static Known of(AuthState auth, String user) {
      if (!auth.enabled()) {
        throw new EtcdException(EtcdError.AUTH_NOT_ENABLED);
      }
      return new Known(auth.passwordHash(user), auth.tokenKey(), auth.revision());
    }
  }
}
