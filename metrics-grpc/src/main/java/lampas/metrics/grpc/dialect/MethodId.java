package lampas.metrics.grpc.dialect;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * A method that calls are recorded for.
 *
 * @param fullName {@code package.Service/Method}
 * @param type who sends how many messages
 */
public record MethodId(String fullName, MethodType type) {
  /** What all methods share that a server does not have: a client could make up any number. */
  public static final MethodId UNKNOWN = new MethodId("unknown/unknown", MethodType.UNKNOWN);

  /** What all streaming methods share for which there is no room: they may last for days. */
  public static final MethodId UNKNOWN_STREAMS =
      new MethodId("unknown/unknown", MethodType.BIDI_STREAMING);

  public MethodId {
    if (fullName.isEmpty() || fullName.startsWith("/")) {
      throw new MetricsException(
          ErrorKind.USER, "gRPC method: \"" + fullName + "\" (expected: package.Service/Method)");
    }
  }

  public static MethodId of(MethodDescriptor<?, ?> method) {
    return new MethodId(method.getFullMethodName(), method.getType());
  }

  /** Whether calls may have many messages and no natural end. */
  public boolean isStreaming() {
    return switch (type) {
      case CLIENT_STREAMING, SERVER_STREAMING, BIDI_STREAMING -> true;
      case UNARY, UNKNOWN -> false;
    };
  }

  /** What a method counts as for which there is no room. */
  public MethodId withoutName() {
    return isStreaming() ? UNKNOWN_STREAMS : UNKNOWN;
  }

  boolean isUnknown() {
    return equals(UNKNOWN) || equals(UNKNOWN_STREAMS);
  }

  /** As it stands in the path of the request: {@code /package.Service/Method}. */
  public String path() {
    return isUnknown() ? "unknown" : "/" + fullName;
  }

  String service() {
    @Nullable String service = MethodDescriptor.extractFullServiceName(fullName);
    return service == null ? "" : service;
  }

  String method() {
    @Nullable String method = MethodDescriptor.extractBareMethodName(fullName);
    return method == null ? fullName : method;
  }
}
