package lampas.metrics.grpc.matrix;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import lampas.metrics.grpc.wire.Methods;

/** The kinds of calls that the matrix makes. */
enum CallKind {
  UNARY("unary", Methods.PLACE),
  SERVER_STREAMING("server streaming", Methods.LIST),
  BIDI_STREAMING("bidi streaming", Methods.TALK);

  private final String text;
  private final MethodDescriptor<String, String> method;

  CallKind(String text, MethodDescriptor<String, String> method) {
    this.text = text;
    this.method = method;
  }

  MethodDescriptor<String, String> method() {
    return method;
  }

  MethodType type() {
    return method.getType();
  }

  boolean isStreaming() {
    return this != UNARY;
  }

  @Override
  public String toString() {
    return text;
  }
}
