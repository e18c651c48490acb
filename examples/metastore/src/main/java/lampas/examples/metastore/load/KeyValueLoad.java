package lampas.examples.metastore.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.ibm.etcd.api.KVGrpc;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RangeRequest;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Writes and reads of single keys at a fixed rate, one write to every so many reads.
 *
 * <p>Open loop: a request's latency counts from when it was to be sent, however late the store or
 * this program made it. The first tenth of the time is for warming up and is not in the figures.
 */
public final class KeyValueLoad {
  private static final int KEYS = 10_000;
  private static final int IN_FLIGHT = 10_000;
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

  private final LoadSettings settings;
  private final int readsPerWrite;
  private final Books books = Books.open();
  private final Histogram latencies = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos(), 3);
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
  private volatile long measuredNanos;
  private volatile long measuredCalls;

  private KeyValueLoad(LoadSettings settings, int readsPerWrite) {
    this.settings = settings;
    this.readsPerWrite = readsPerWrite;
  }

  public static KeyValueLoad of(LoadSettings settings, int readsPerWrite) {
    return new KeyValueLoad(settings, readsPerWrite);
  }

  /** Sends the load and waits for its last answer. */
  public void run() throws InterruptedException {
    List<ManagedChannel> channels = new ArrayList<>();
    for (int client = 0; client < settings.clients(); client++) {
      channels.add(
          Grpc.newChannelBuilder(settings.endpoint(client), InsecureChannelCredentials.create())
              .build());
    }
    try {
      send(channels);
      inFlight.acquire(IN_FLIGHT);
    } finally {
      channels.forEach(ManagedChannel::shutdownNow);
    }
  }

  /** One line: requests a second that were answered, latencies, and what failed. */
  public String figures() {
    return "%.0f requests/s  p50 %.3f ms  p99 %.3f ms  p99.9 %.3f ms  max %.1f ms  %d not OK"
        .formatted(
            measuredCalls * 1e9 / measuredNanos,
            millis(50),
            millis(99),
            millis(99.9),
            millis(100),
            books.failedCalls());
  }

  /** What was sent, as the series in Prometheus's text format that should say the same. */
  public String books() {
    return books.text();
  }

  private void send(List<ManagedChannel> channels) throws InterruptedException {
    long total = settings.duration().toNanos();
    long pause = Duration.ofSeconds(1).toNanos() / settings.requestsPerSecond();
    long requests = total / pause;
    long warm = requests / 10;
    long start = System.nanoTime();
    for (long request = 0; request < requests; request++) {
      long due = start + request * pause;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      inFlight.acquire();
      send(channels.get((int) (request % channels.size())), request, due, request >= warm);
    }
    measuredCalls = requests - warm;
    measuredNanos = System.nanoTime() - start - warm * pause;
  }

  private void send(ManagedChannel channel, long request, long due, boolean measured) {
    ByteString key = ByteString.copyFromUtf8("/load/" + request * 7919 % KEYS);
    if (request % (readsPerWrite + 1) == 0) {
      PutRequest put =
          PutRequest.newBuilder().setKey(key).setValue(ByteString.copyFrom(new byte[100])).build();
      send(channel, KVGrpc.getPutMethod(), put, due, measured);
    } else {
      RangeRequest range = RangeRequest.newBuilder().setKey(key).build();
      send(channel, KVGrpc.getRangeMethod(), range, due, measured);
    }
  }

  private <Q extends Message, A extends Message> void send(
      ManagedChannel channel,
      MethodDescriptor<Q, A> method,
      Q request,
      long due,
      boolean measured) {
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    ClientCalls.asyncUnaryCall(
        channel.newCall(method, options),
        request,
        new StreamObserver<A>() {
          @Override
          public void onNext(A answer) {}

          @Override
          public void onError(Throwable failure) {
            ended(Status.fromThrowable(failure).getCode());
          }

          @Override
          public void onCompleted() {
            ended(Status.Code.OK);
          }

          private void ended(Status.Code code) {
            books.call(method, code);
            if (measured) {
              latencies.recordValue(System.nanoTime() - due);
            }
            inFlight.release();
          }
        });
  }

  private double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
