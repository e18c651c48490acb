package lampas.metrics.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import lampas.metrics.RecordingFailures;
import lampas.metrics.Registry;
import lampas.metrics.grpc.dialect.CallFamilies;
import lampas.metrics.grpc.dialect.Dialect;
import lampas.metrics.grpc.dialect.MethodId;
import lampas.metrics.grpc.dialect.Side;
import org.jspecify.annotations.Nullable;

/** The methods of a server, as far as they are known, and what to do when a call of one is over. */
final class ServerCalls {
  private final CallFamilies families;
  private final LiveCalls live;
  private final SlowCallLog slowCalls;
  private final RecordingFailures trouble;
  private final LongSupplier nanoTime;
  private final boolean measuresSizes;
  private final int maximumMethods;

  /* By the names that the server itself has for its methods: clients cannot add to it. */
  private final ConcurrentHashMap<String, ServerMethod> methods = new ConcurrentHashMap<>();
  private final ServerMethod unresolved;
  private final ServerMethod unknown;
  private final ConcurrentHashMap<MethodId, ServerMethod> pastTheCap = new ConcurrentHashMap<>();

  ServerCalls(
      Dialect dialect,
      int maximumMethods,
      SlowCallLog slowCalls,
      Registry registry,
      LongSupplier nanoTime) {
    this.families = dialect.calls(Side.SERVER, registry, maximumMethods);
    this.live = new LiveCalls(Side.SERVER, registry, maximumMethods, nanoTime);
    this.trouble = Trouble.countedAs("grpc_server_recording_failures_total", registry);
    this.slowCalls = slowCalls;
    this.measuresSizes = dialect.measuresSizes();
    this.maximumMethods = maximumMethods;
    this.nanoTime = nanoTime;
    this.unknown = make(MethodId.UNKNOWN);
    this.pastTheCap.put(MethodId.UNKNOWN, unknown);
    this.unresolved =
        new ServerMethod(this, MethodId.UNKNOWN, unknown.recorder(), unknown.live(), false);
  }

  /** The method that a request names, which may not be resolved yet. */
  ServerMethod requested(String fullMethodName) {
    ServerMethod known = methods.get(fullMethodName);
    return known == null ? unresolved : known;
  }

  /** The method that the server has found; those past the cap count as unknown. */
  ServerMethod found(MethodDescriptor<?, ?> method) {
    @Nullable ServerMethod known = methods.get(method.getFullMethodName());
    if (known != null) {
      return known;
    }
    MethodId id = MethodId.of(method);
    return hasRoom() ? add(id) : knownOrUnknown(id);
  }

  /* One at a time, or the number could pass the cap. */
  private synchronized ServerMethod add(MethodId id) {
    return hasRoom()
        ? methods.computeIfAbsent(id.fullName(), absent -> make(id))
        : knownOrUnknown(id);
  }

  private boolean hasRoom() {
    return methods.size() < maximumMethods;
  }

  private ServerMethod knownOrUnknown(MethodId id) {
    @Nullable ServerMethod known = methods.get(id.fullName());
    return known != null ? known : pastTheCap.computeIfAbsent(id.withoutName(), this::make);
  }

  private ServerMethod make(MethodId id) {
    return new ServerMethod(this, id, families.recorder(id, ""), live.of(id), true);
  }

  /** What the label of a method says that the server has found. */
  String path(MethodDescriptor<?, ?> method) {
    return found(method).id().path();
  }

  /** What all methods share that the server does not have. */
  ServerMethod unknown() {
    return unknown;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  boolean measuresSizes() {
    return measuresSizes;
  }

  void slow(MethodId method, Status.Code code, long nanos) {
    slowCalls.ended(method, code, nanos);
  }

  void failed(Throwable failure) {
    trouble.failed(failure);
  }
}
