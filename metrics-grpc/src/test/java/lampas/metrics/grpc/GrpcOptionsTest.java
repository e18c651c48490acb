package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import lampas.metrics.MetricsException;
import lampas.metrics.grpc.dialect.Dialect;
import lampas.metrics.grpc.limit.Rate;
import lampas.metrics.grpc.limit.RateLimits;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GrpcOptionsTest {
  private static final GrpcServerOptions DEFAULT = GrpcServerOptions.DEFAULT;

  @Test
  void aServerHasOurNamesAndNoGuardsUntilToldOtherwise() {
    assertThat(DEFAULT)
        .isEqualTo(
            new GrpcServerOptions(
                Dialect.LAMPAS,
                500,
                Optional.empty(),
                OptionalInt.empty(),
                RateLimits.NONE,
                ClientIdentity.ADDRESS,
                Optional.empty()));
  }

  @Test
  void everyOptionOfAServerIsSetWithoutChangingTheOthers() {
    ClientIdentity identity = (call, headers) -> "everyone";
    AuthHook hook = (call, headers) -> AuthDecision.ADMITTED;
    RateLimits limits = RateLimits.NONE.withTotal(Rate.perSecond(5)).withMaximumClients(7);

    assertThat(
            DEFAULT
                .withDialect(Dialect.OPEN_TELEMETRY)
                .withMaximumMethods(3)
                .withSlowCallThreshold(Duration.ofMillis(100))
                .withConnectionLimit(4)
                .withRateLimits(limits)
                .withClientIdentity(identity)
                .withAuthHook(hook))
        .isEqualTo(
            new GrpcServerOptions(
                Dialect.OPEN_TELEMETRY,
                3,
                Optional.of(Duration.ofMillis(100)),
                OptionalInt.of(4),
                limits,
                identity,
                Optional.of(hook)));
  }

  @Test
  void theOptionsOfAClientAreItsNamesAndHowManyMethods() {
    assertThat(GrpcClientOptions.DEFAULT).isEqualTo(new GrpcClientOptions(Dialect.LAMPAS, 500));
    assertThat(
            GrpcClientOptions.DEFAULT.withDialect(Dialect.GO_GRPC_MIDDLEWARE).withMaximumMethods(2))
        .isEqualTo(new GrpcClientOptions(Dialect.GO_GRPC_MIDDLEWARE, 2));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    requireRefusal(
        () -> DEFAULT.withMaximumMethods(0), "gRPC server maximum methods: 0 (expected: > 0)");
    requireRefusal(
        () -> DEFAULT.withConnectionLimit(0), "gRPC server connection limit: 0 (expected: > 0)");
    requireRefusal(
        () -> DEFAULT.withSlowCallThreshold(Duration.ofMillis(-1)),
        "gRPC server slow call threshold: PT-0.001S (expected: 0 to 365 days; empty for no log)");
    requireRefusal(
        () -> DEFAULT.withSlowCallThreshold(ChronoUnit.FOREVER.getDuration()),
        "gRPC server slow call threshold: PT2562047788015215H30M7.999999999S (expected: 0 to 365"
            + " days; empty for no log)");
    requireRefusal(
        () -> GrpcClientOptions.DEFAULT.withMaximumMethods(0),
        "gRPC client maximum methods: 0 (expected: > 0)");
  }

  private static void requireRefusal(ThrowingCallable options, String message) {
    assertThatThrownBy(options).isInstanceOf(MetricsException.class).hasMessage(message);
  }
}
