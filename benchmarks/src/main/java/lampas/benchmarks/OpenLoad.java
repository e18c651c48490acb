package lampas.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Requests at a fixed rate, whether or not earlier ones have been answered, over connections that
 * are kept. A request's time begins when it is due, not when a connection is free for it.
 */
final class OpenLoad {
  private static final int CONNECTIONS = 48;

  private final URI target;
  private final IntFunction<String> request;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger errors = new AtomicInteger();

  /**
   * What came of it.
   *
   * @param micros the times of all requests, sorted
   * @param errors how many were not answered with 200
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Outcome(long[] micros, int errors, double seconds) {
    double percentileMillis(double quantile) {
      return micros[(int) Math.min(micros.length - 1L, Math.round(quantile * micros.length))]
          / 1000.0;
    }

    double rate() {
      return micros.length / seconds;
    }
  }

  /**
   * A load.
   *
   * @param request the head of each request, by its number
   */
  OpenLoad(URI target, IntFunction<String> request) {
    this.target = target;
    this.request = request;
  }

  Outcome run(int perSecond, Duration time) throws InterruptedException {
    int count = Math.toIntExact(perSecond * time.toSeconds());
    long[] micros = new long[count];
    CountDownLatch done = new CountDownLatch(CONNECTIONS);
    long start = System.nanoTime() + Duration.ofMillis(200).toNanos();
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              work(start, perSecond, micros);
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(micros);
    return new Outcome(micros, errors.get(), seconds);
  }

  private void work(long start, int perSecond, long[] micros) {
    while (true) {
      try (Socket socket = new Socket(target.getHost(), target.getPort())) {
        socket.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
        for (int i; (i = next.getAndIncrement()) < micros.length; ) {
          long due = start + (long) (i * (1e9 / perSecond));
          for (long left; (left = due - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(left);
          }
          boolean well = false;
          try {
            socket.getOutputStream().write(request.apply(i).getBytes(StandardCharsets.US_ASCII));
            well = isAnswered(in);
          } finally {
            micros[i] = (System.nanoTime() - due) / 1000;
            if (!well) {
              errors.incrementAndGet();
            }
          }
        }
        return;
      } catch (IOException broken) {
        if (next.get() >= micros.length) {
          return;
        }
      }
    }
  }

  /* Bodies with a length and in chunks, which is what the servers send. */
  private static boolean isAnswered(InputStream in) throws IOException {
    boolean well = line(in).startsWith("HTTP/1.1 200");
    long length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      }
    }
    if (length >= 0) {
      in.skipNBytes(length);
      return well;
    }
    for (int size; (size = Integer.parseInt(line(in), 16)) > 0; ) {
      in.skipNBytes(size + 2L);
    }
    return well && line(in).isEmpty();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    int c;
    while ((c = in.read()) >= 0 && c != '\n') {
      if (c != '\r') {
        text.append((char) c);
      }
    }
    if (c < 0) {
      throw new IOException("the connection ended");
    }
    return text.toString();
  }
}
