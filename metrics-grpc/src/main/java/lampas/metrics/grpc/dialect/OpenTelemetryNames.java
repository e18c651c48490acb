package lampas.metrics.grpc.dialect;

import io.grpc.Status;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;

/**
 * What the metrics of gRPC proposal A66 have in common, in the form of Prometheus: dots are
 * underscores, the unit and {@code _total} stand at the end.
 */
final class OpenTelemetryNames {
  static final String METHOD = "grpc_method";
  static final String STATUS = "grpc_status";
  static final String TARGET = "grpc_target";

  /* How many targets the channels of one program may have. */
  static final LabelDomain TARGETS = LabelDomain.bounded(100);

  static final Buckets LATENCIES =
      Buckets.of(
          0, .00001, .00005, .0001, .0003, .0006, .0008, .001, .002, .003, .004, .005, .006, .008,
          .01, .013, .016, .02, .025, .03, .04, .05, .065, .08, .1, .13, .16, .2, .25, .3, .4, .5,
          .65, .8, 1, 2, 5, 10, 20, 50, 100);

  static final Buckets SIZES =
      Buckets.of(
          0, 1 << 10, 1 << 11, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24,
          1 << 26, 1 << 28, 1 << 30, 1L << 32);

  private OpenTelemetryNames() {}

  static LabelDomain statuses() {
    return Definitions.codes(Status.Code::name);
  }

  static String method(MethodId method) {
    return method.isUnknown() ? "other" : method.fullName();
  }
}
