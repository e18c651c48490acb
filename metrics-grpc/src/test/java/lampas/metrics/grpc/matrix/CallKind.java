package lampas.metrics.grpc.matrix;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.Locale;
import lampas.metrics.grpc.wire.Methods;

/** The kinds of calls that the matrix makes. */
enum CallKind {
  UNARY,
  SERVER_STREAMING,
  BIDI_STREAMING;

  MethodDescriptor<String, String> method() {
    return switch (this) {
      case UNARY -> Methods.PLACE;
      case SERVER_STREAMING -> Methods.LIST;
      case BIDI_STREAMING -> Methods.TALK;
    };
  }

  MethodType type() {
    return method().getType();
  }

  boolean isStreaming() {
    return this != UNARY;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
