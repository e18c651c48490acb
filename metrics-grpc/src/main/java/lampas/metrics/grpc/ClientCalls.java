package lampas.metrics.grpc;

import io.grpc.MethodDescriptor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import lampas.metrics.RecordingFailures;
import lampas.metrics.grpc.dialect.AttemptFamilies;
import lampas.metrics.grpc.dialect.CallFamilies;
import lampas.metrics.grpc.dialect.MethodId;
import org.jspecify.annotations.Nullable;

/** The methods that are called through one interceptor. */
final class ClientCalls {
  private final CallFamilies families;
  private final AttemptFamilies attempts;
  private final LiveCalls live;
  private final RecordingFailures trouble;
  private final int maximumMethods;
  private final String target;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<String, ClientMethod> methods = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<MethodId, ClientMethod> pastTheCap = new ConcurrentHashMap<>();

  ClientCalls(
      CallFamilies families,
      AttemptFamilies attempts,
      LiveCalls live,
      RecordingFailures trouble,
      int maximumMethods,
      String target,
      LongSupplier nanoTime) {
    this.families = families;
    this.attempts = attempts;
    this.live = live;
    this.trouble = trouble;
    this.maximumMethods = maximumMethods;
    this.target = target;
    this.nanoTime = nanoTime;
  }

  ClientMethod of(MethodDescriptor<?, ?> method) {
    @Nullable ClientMethod known = methods.get(method.getFullMethodName());
    if (known != null) {
      return known;
    }
    MethodId id = MethodId.of(method);
    return hasRoom() ? add(id) : knownOrUnknown(id);
  }

  /* One at a time, or the number could pass the cap. */
  private synchronized ClientMethod add(MethodId id) {
    return hasRoom()
        ? methods.computeIfAbsent(id.fullName(), absent -> make(id))
        : knownOrUnknown(id);
  }

  private boolean hasRoom() {
    return methods.size() < maximumMethods;
  }

  /* A program that calls methods without end, such as a proxy, shares entries for those past the cap. */
  private ClientMethod knownOrUnknown(MethodId id) {
    @Nullable ClientMethod known = methods.get(id.fullName());
    return known != null ? known : pastTheCap.computeIfAbsent(id.withoutName(), this::make);
  }

  private ClientMethod make(MethodId id) {
    return new ClientMethod(
        this,
        families.recorder(id, target),
        live.of(id),
        new AttemptTracerFactory(attempts.recorder(id, target), this));
  }

  long now() {
    return nanoTime.getAsLong();
  }

  void failed(Throwable failure) {
    trouble.failed(failure);
  }
}
