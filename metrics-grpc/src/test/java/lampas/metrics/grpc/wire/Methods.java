package lampas.metrics.grpc.wire;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The methods of a service whose messages are texts. */
public final class Methods {
  public static final String SERVICE = "shop.Orders";
  public static final MethodDescriptor<String, String> PLACE = method("Place", MethodType.UNARY);
  public static final MethodDescriptor<String, String> LIST =
      method("List", MethodType.SERVER_STREAMING);
  public static final MethodDescriptor<String, String> UPLOAD =
      method("Upload", MethodType.CLIENT_STREAMING);
  public static final MethodDescriptor<String, String> TALK =
      method("Talk", MethodType.BIDI_STREAMING);

  private Methods() {}

  /** A method of the service, which need not be one that a server has. */
  public static MethodDescriptor<String, String> method(String name, MethodType type) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new Utf8())
        .setResponseMarshaller(new Utf8())
        /* As generated code has it. */
        .setSampledToLocalTracing(true)
        .build();
  }

  private static final class Utf8 implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String message) {
      return new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
