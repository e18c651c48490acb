package lampas.examples.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ibm.etcd.api.AuthGrpc;
import com.ibm.etcd.api.AuthenticateRequest;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import lampas.examples.metastore.auth.AuthObserver;
import lampas.examples.metastore.auth.Passwords;
import lampas.examples.metastore.auth.TokenHook;
import lampas.examples.metastore.auth.Tokens;
import lampas.examples.metastore.state.MetadataState;
import lampas.examples.metastore.state.StateObserver;
import lampas.metrics.Registry;
import lampas.metrics.grpc.GrpcServerMetrics;
import lampas.metrics.grpc.GrpcServerOptions;

/** A node with nothing but the service of users, on a real connection. */
final class AuthNode implements AutoCloseable {
  final MetadataState state = MetadataState.create(StateObserver.NONE, System::nanoTime);
  final ImmediateLog log = new ImmediateLog(state);
  final List<Boolean> logins = new CopyOnWriteArrayList<>();
  private final Server server;
  private final ManagedChannel channel;

  AuthNode(Executor executor) throws IOException {
    Tokens tokens = Tokens.create(Tokens.DEFAULT_LIFETIME, Clock.systemUTC());
    AuthObserver observer =
        new AuthObserver() {
          @Override
          public void authenticated(boolean succeeded) {
            logins.add(succeeded);
          }
        };
    Gateway gateway = new Gateway(log, state, 11, 12);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new AuthService(gateway, Passwords.ofCost(4), tokens, observer, executor));
    GrpcServerMetrics.install(
        builder,
        Registry.create(),
        GrpcServerOptions.DEFAULT.withAuthHook(TokenHook.create(state::auth, tokens)));
    server = builder.build().start();
    channel =
        NettyChannelBuilder.forAddress(server.getListenSockets().get(0)).usePlaintext().build();
  }

  AuthGrpc.AuthBlockingStub nobody() {
    return AuthGrpc.newBlockingStub(channel);
  }

  AuthGrpc.AuthBlockingStub with(String token) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER), token);
    Channel withToken =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    return AuthGrpc.newBlockingStub(withToken);
  }

  AuthGrpc.AuthBlockingStub as(String user, String password) {
    return with(logIn(user, password));
  }

  String logIn(String user, String password) {
    return nobody()
        .authenticate(AuthenticateRequest.newBuilder().setName(user).setPassword(password).build())
        .getToken();
  }

  static Status refusal(Runnable call) {
    StatusRuntimeException thrown = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(thrown).as("a refusal").isNotNull();
    return thrown.getStatus();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    try {
      assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
