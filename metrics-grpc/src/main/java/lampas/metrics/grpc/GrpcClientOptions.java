package lampas.metrics.grpc;

import lampas.metrics.MetricsException;
import lampas.metrics.grpc.dialect.Dialect;
import lampas.model.error.ErrorKind;

/**
 * How gRPC clients are measured.
 *
 * @param dialect whose names the metrics of calls have
 * @param maximumMethods for how many methods there are series; those past it count as unknown
 */
public record GrpcClientOptions(Dialect dialect, int maximumMethods) {
  /** Our names, 500 methods. */
  public static final GrpcClientOptions DEFAULT = new GrpcClientOptions(Dialect.LAMPAS, 500);

  /**
   * Checks the options.
   *
   * @throws MetricsException USER if there may be no method
   */
  public GrpcClientOptions {
    if (maximumMethods < 1) {
      throw new MetricsException(
          ErrorKind.USER, "gRPC client maximum methods: " + maximumMethods + " (expected: > 0)");
    }
  }

  public GrpcClientOptions withDialect(Dialect dialect) {
    return new GrpcClientOptions(dialect, maximumMethods);
  }

  public GrpcClientOptions withMaximumMethods(int maximumMethods) {
    return new GrpcClientOptions(dialect, maximumMethods);
  }
}
