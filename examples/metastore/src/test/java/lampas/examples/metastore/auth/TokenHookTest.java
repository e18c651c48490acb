package lampas.examples.metastore.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.AuthGrpc;
import com.ibm.etcd.api.AuthenticateRequest;
import com.ibm.etcd.api.AuthenticateResponse;
import com.ibm.etcd.api.KVGrpc;
import com.ibm.etcd.api.KeyValue;
import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.api.WatchGrpc;
import com.ibm.etcd.api.WatchRequest;
import com.ibm.etcd.api.WatchResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.metrics.grpc.GrpcServerMetrics;
import lampas.metrics.grpc.GrpcServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real connections, with services that answer who calls. */
class TokenHookTest {
  private static final String INVALID = "etcdserver: invalid auth token";

  private final Administration it = Administration.enabled();
  private final FakeClock clock = new FakeClock();
  private final Tokens tokens = Tokens.create(Duration.ofMinutes(5), clock);
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    it.addUser("ada");
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new WhoReads())
            .addService(new WhoLogsIn())
            .addService(new WhoWatches())
            .addService(new WhoRenews());
    GrpcServerMetrics.install(
        builder,
        Registry.create(),
        GrpcServerOptions.DEFAULT.withAuthHook(TokenHook.create(it, tokens)));
    server = builder.build().start();
    channel =
        NettyChannelBuilder.forAddress(server.getListenSockets().get(0)).usePlaintext().build();
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow();
    server.shutdownNow();
    assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(server.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aUserIsKnownByTheTokenInEitherHeader() {
    String token = token("ada");
    String known = "ada at " + it.revision();

    assertThat(read("token", token)).isEqualTo(known);
    assertThat(read("token", "Bearer " + token)).isEqualTo(known);
    assertThat(read("authorization", token)).isEqualTo(known);
    assertThat(read("authorization", "Bearer " + token)).isEqualTo(known);
  }

  @Test
  void withoutATokenNobodyCalls() {
    assertThat(read("another", "header")).isEqualTo(" at 0");
    assertThat(watch("another", "header").next()).isEqualTo(" at 0");
  }

  @Test
  void tokensSayNothingWhileAuthenticationIsOff() {
    String token = token("ada");
    it.disable();

    assertThat(read("token", token)).isEqualTo(" at 0");
    assertThat(read("token", "nonsense")).isEqualTo(" at 0");
  }

  @Test
  void loggingInNeedsNoTokenAndDoesNotLookAtABadOne() {
    AuthenticateResponse response =
        AuthGrpc.newBlockingStub(with("token", "nonsense"))
            .authenticate(AuthenticateRequest.getDefaultInstance());

    assertThat(response.getToken()).isEqualTo(" at 0");
  }

  @Test
  void aTokenThatWasNotMadeHereIsRefusedAtOnce() {
    String foreign = tokens.make(tokens.newKey(), "root", 100);

    assertThat(refusal("nonsense")).isEqualTo(INVALID);
    assertThat(refusal("")).isEqualTo(INVALID);
    assertThat(refusal(foreign)).isEqualTo(INVALID);
    assertThat(refusal(foreign)).isEqualTo(INVALID);
  }

  @Test
  void aTokenIsGoodForItsTimeAndThroughOtherChangesOfUsersAndRoles() {
    String token = token("ada");
    it.addRole("reader");
    it.grantRole("ada", "reader");

    clock.pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(read("token", token)).isEqualTo("ada at " + it.revision());
    clock.pass(Duration.ofMillis(1));
    assertThat(refusal(token)).isEqualTo(INVALID);
  }

  @Test
  void anotherPasswordEndsAllTokensOfItsUser() {
    String token = token("ada");
    String roots = token("root");
    it.changePassword("ada", "another");

    assertThat(refusal(token)).isEqualTo(INVALID);
    assertThat(read("token", roots)).startsWith("root at ");
    assertThat(read("token", token("ada"))).startsWith("ada at ");
  }

  @Test
  void aUserWhoWasDeletedIsNotTheOneWhoComesAfterUnderTheSameName() {
    String token = token("ada");
    it.deleteUser("ada");
    assertThat(refusal(token)).isEqualTo(INVALID);

    it.addUser("ada");
    assertThat(refusal(token)).isEqualTo(INVALID);
  }

  @Test
  void turningAuthenticationOffAndOnEndsAllTokens() {
    String token = token("ada");
    it.disable();
    it.enable(tokens.newKey());

    assertThat(refusal(token)).isEqualTo(INVALID);
  }

  @Test
  void aStreamKeepsItsUserLongerThanItsTokenLivesAndSeesEveryChange() {
    Watching watching = watch("token", token("ada"));
    long revision = it.revision();
    assertThat(watching.next()).isEqualTo("ada at " + revision);

    clock.pass(Duration.ofDays(1));
    it.addRole("reader");
    assertThat(watching.next()).isEqualTo("ada at " + (revision + 1));
    it.changePassword("ada", "another");
    assertThat(watching.next()).isEqualTo(" at -1");
  }

  @Test
  void aStreamWithABadTokenIsToldByItsService() throws Exception {
    assertThat(watch("token", "nonsense").next()).isEqualTo(" at -1");
    assertThat(watch("token", token("ada")).next()).startsWith("ada at ");

    Answers<LeaseKeepAliveResponse> answers = new Answers<>();
    StreamObserver<LeaseKeepAliveRequest> renewing =
        LeaseGrpc.newStub(with("token", "nonsense")).leaseKeepAlive(answers);
    renewing.onNext(LeaseKeepAliveRequest.getDefaultInstance());
    assertThat(answers.next().getID()).isEqualTo(-1);
    renewing.onCompleted();
  }

  private String token(String user) {
    return tokens.make(Administration.TOKEN_KEY, user, it.revision());
  }

  private io.grpc.Channel with(String header, String value) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value);
    return io.grpc.ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private String read(String header, String value) {
    return KVGrpc.newBlockingStub(with(header, value))
        .range(RangeRequest.getDefaultInstance())
        .getKvs(0)
        .getKey()
        .toStringUtf8();
  }

  private String refusal(String token) {
    StatusRuntimeException thrown =
        catchThrowableOfType(StatusRuntimeException.class, () -> read("token", token));
    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    return Objects.requireNonNull(thrown.getStatus().getDescription());
  }

  private Watching watch(String header, String value) {
    Answers<WatchResponse> answers = new Answers<>();
    return new Watching(WatchGrpc.newStub(with(header, value)).watch(answers), answers);
  }

  private static String who() {
    return Caller.current().user() + " at " + Caller.current().authRevision();
  }

  /** An open stream that asks who it is. */
  private record Watching(StreamObserver<WatchRequest> asking, Answers<WatchResponse> answers) {
    String next() {
      asking.onNext(WatchRequest.getDefaultInstance());
      return answers.next().getCancelReason();
    }
  }

  private static final class Answers<T> implements StreamObserver<T> {
    private final BlockingQueue<T> messages = new LinkedBlockingQueue<>();

    T next() {
      try {
        T message = messages.poll(10, TimeUnit.SECONDS);
        assertThat(message).as("an answer within 10 seconds").isNotNull();
        return message;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onNext(T message) {
      messages.add(message);
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onCompleted() {}
  }

  private static final class WhoReads extends KVGrpc.KVImplBase {
    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> observer) {
      ByteString key = ByteString.copyFromUtf8(who());
      observer.onNext(RangeResponse.newBuilder().addKvs(KeyValue.newBuilder().setKey(key)).build());
      observer.onCompleted();
    }
  }

  private static final class WhoLogsIn extends AuthGrpc.AuthImplBase {
    @Override
    public void authenticate(
        AuthenticateRequest request, StreamObserver<AuthenticateResponse> observer) {
      observer.onNext(AuthenticateResponse.newBuilder().setToken(who()).build());
      observer.onCompleted();
    }
  }

  private static final class WhoWatches extends WatchGrpc.WatchImplBase {
    @Override
    public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> observer) {
      return new Telling<>(
          observer, () -> WatchResponse.newBuilder().setCancelReason(who()).build());
    }
  }

  private static final class WhoRenews extends LeaseGrpc.LeaseImplBase {
    @Override
    public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
        StreamObserver<LeaseKeepAliveResponse> observer) {
      return new Telling<>(
          observer,
          () -> LeaseKeepAliveResponse.newBuilder().setID(Caller.current().authRevision()).build());
    }
  }

  /** Answers every message of a stream in the same way. */
  private record Telling<Q, A>(StreamObserver<A> observer, java.util.function.Supplier<A> answer)
      implements StreamObserver<Q> {
    @Override
    public void onNext(Q message) {
      observer.onNext(answer.get());
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onCompleted() {
      observer.onCompleted();
    }
  }
}
