package lampas.benchmarks;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A unary gRPC call in this process, on one thread from beginning to end, with and without
 * something that measures the server.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(3)
public class GrpcBenchmark {
  private static final MethodDescriptor<byte[], byte[]> ECHO =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodType.UNARY)
          .setFullMethodName("bench.Echo/Say")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  /** What measures the server. */
  @Param public GrpcSetup setup = GrpcSetup.NONE;

  private final byte[] message = new byte[100];
  private final Answer answer = new Answer();
  private @Nullable Server server;
  private @Nullable ManagedChannel channel;
  private DoubleSupplier counted = () -> Double.NaN;
  private long calls;

  static void run(String... arguments) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(GrpcBenchmark.class.getName()).addProfiler(GCProfiler.class);
    if (arguments.length > 0) {
      options.param("setup", arguments);
    }
    SetupReport.print(new Runner(options.build()).run());
  }

  /** Starts a server and connects to it. */
  @Setup
  public void start() throws IOException {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(
                ServerServiceDefinition.builder("bench.Echo")
                    .addMethod(
                        ECHO,
                        ServerCalls.asyncUnaryCall((request, observer) -> {
                          observer.onNext(request);
                          observer.onCompleted();
                        }))
                    .build());
    counted = setup.install(builder);
    server = builder.build().start();
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  /** Ends both, and requires that every call was counted: what counts nothing is not cheap. */
  @TearDown
  public void stop() throws InterruptedException {
    Objects.requireNonNull(channel).shutdown().awaitTermination(10, TimeUnit.SECONDS);
    Objects.requireNonNull(server).shutdown().awaitTermination(10, TimeUnit.SECONDS);
    double counted = this.counted.getAsDouble();
    if (!Double.isNaN(counted) && counted != calls) {
      throw new AssertionError(setup + ": counted " + counted + " calls (expected: " + calls + ")");
    }
  }

  /** One call. */
  @Benchmark
  public Status call() {
    ClientCall<byte[], byte[]> call =
        Objects.requireNonNull(channel).newCall(ECHO, CallOptions.DEFAULT);
    call.start(answer, new Metadata());
    call.request(2);
    call.sendMessage(message);
    call.halfClose();
    calls++;
    return answer.ended();
  }

  /** Hears the answers, one call after the other. */
  private static final class Answer extends ClientCall.Listener<byte[]> {
    private final List<Status> ends = new ArrayList<>(1);

    Status ended() {
      if (ends.size() != 1 || !ends.getFirst().isOk()) {
        throw new AssertionError("call: " + ends + " (expected: OK)");
      }
      return ends.removeFirst();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      ends.add(status);
    }
  }

  /** A message as its bytes. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
