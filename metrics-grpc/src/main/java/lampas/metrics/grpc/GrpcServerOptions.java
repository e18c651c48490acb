package lampas.metrics.grpc;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import lampas.metrics.MetricsException;
import lampas.metrics.grpc.dialect.Dialect;
import lampas.metrics.grpc.limit.RateLimits;
import lampas.model.error.ErrorKind;

/**
 * How a gRPC server is measured and guarded.
 *
 * @param dialect whose names the metrics of calls have
 * @param maximumMethods for how many methods there are series; those past it count as unknown
 * @param slowCallThreshold how long a unary call takes that is logged; empty for none
 * @param connectionLimit how many connections may be open; empty for any number
 * @param rateLimits how many calls are taken
 * @param clientIdentity who is a client, for the limit of each
 * @param authHook who may call; empty for everyone
 */
public record GrpcServerOptions(
    Dialect dialect,
    int maximumMethods,
    Optional<Duration> slowCallThreshold,
    OptionalInt connectionLimit,
    RateLimits rateLimits,
    ClientIdentity clientIdentity,
    Optional<AuthHook> authHook) {
  private static final Duration LONGEST_THRESHOLD = Duration.ofDays(365);

  /** Our names, 500 methods, no log, no limits, no hook. */
  public static final GrpcServerOptions DEFAULT =
      new GrpcServerOptions(
          Dialect.LAMPAS,
          500,
          Optional.empty(),
          OptionalInt.empty(),
          RateLimits.NONE,
          ClientIdentity.ADDRESS,
          Optional.empty());

  /**
   * Checks the options.
   *
   * @throws MetricsException USER if one of them is wrong
   */
  public GrpcServerOptions {
    require(maximumMethods > 0, "maximum methods: " + maximumMethods + " (expected: > 0)");
    slowCallThreshold.ifPresent(threshold ->
        require(
            !threshold.isNegative() && threshold.compareTo(LONGEST_THRESHOLD) <= 0,
            "slow call threshold: " + threshold + " (expected: 0 to 365 days; empty for no log)"));
    connectionLimit.ifPresent(
        limit -> require(limit > 0, "connection limit: " + limit + " (expected: > 0)"));
  }

  public GrpcServerOptions withDialect(Dialect dialect) {
    return new GrpcServerOptions(
        dialect,
        maximumMethods,
        slowCallThreshold,
        connectionLimit,
        rateLimits,
        clientIdentity,
        authHook);
  }

  public GrpcServerOptions withMaximumMethods(int maximumMethods) {
    return new GrpcServerOptions(
        dialect,
        maximumMethods,
        slowCallThreshold,
        connectionLimit,
        rateLimits,
        clientIdentity,
        authHook);
  }

  public GrpcServerOptions withSlowCallThreshold(Duration threshold) {
    return new GrpcServerOptions(
        dialect,
        maximumMethods,
        Optional.of(threshold),
        connectionLimit,
        rateLimits,
        clientIdentity,
        authHook);
  }

  public GrpcServerOptions withConnectionLimit(int limit) {
    return new GrpcServerOptions(
        dialect,
        maximumMethods,
        slowCallThreshold,
        OptionalInt.of(limit),
        rateLimits,
        clientIdentity,
        authHook);
  }

  public GrpcServerOptions withRateLimits(RateLimits rateLimits) {
    return new GrpcServerOptions(
        dialect,
        maximumMethods,
        slowCallThreshold,
        connectionLimit,
        rateLimits,
        clientIdentity,
        authHook);
  }

  public GrpcServerOptions withClientIdentity(ClientIdentity clientIdentity) {
    return new GrpcServerOptions(
        dialect,
        maximumMethods,
        slowCallThreshold,
        connectionLimit,
        rateLimits,
        clientIdentity,
        authHook);
  }

  public GrpcServerOptions withAuthHook(AuthHook authHook) {
    return new GrpcServerOptions(
        dialect,
        maximumMethods,
        slowCallThreshold,
        connectionLimit,
        rateLimits,
        clientIdentity,
        Optional.of(authHook));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new MetricsException(ErrorKind.USER, "gRPC server " + message);
    }
  }
}
