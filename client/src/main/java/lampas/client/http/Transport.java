package lampas.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import lampas.client.decode.ContentCoding;

/**
 * The way to one backend: every call waits for its turn, is sent, and sent again where that is safe
 * and may help, all before one deadline. Thread-safe; calls block and end early when their thread
 * is interrupted.
 */
public final class Transport {
  private static final int LONGEST_ERROR = 64 * 1024;

  private final TransportSettings settings;
  private final Timing timing;
  private final Judge judge;
  private final Sender sender;
  private final CallLimit limit;
  private final Retries retries;
  private final Breaker breaker;

  private Transport(Sender sender, TransportSettings settings, Judge judge, Timing timing) {
    this.sender = sender;
    this.settings = settings;
    this.judge = judge;
    this.timing = timing;
    this.limit = new CallLimit(settings.concurrency());
    this.retries = new Retries(settings.retries(), timing.random());
    this.breaker = new Breaker(settings.breaker());
  }

  /**
   * The way to the backend at a base URL.
   *
   * @param http which must not follow redirects by itself
   */
  public static Transport of(
      HttpClient http, URI base, TransportSettings settings, Judge judge, Timing timing) {
    return new Transport(new Sender(http, base, settings), settings, judge, timing);
  }

  /**
   * What the reader makes of the answer.
   *
   * @throws TransportException if there is no usable answer
   * @throws IOException of the reader
   */
  public <T> T exchange(HttpCall call, BodyReader<T> reader) throws IOException {
    Optional<Duration> own =
        call.timeout().filter(timeout -> timeout.compareTo(settings.timeout()) < 0);
    Deadline deadline = Deadline.after(own.orElse(settings.timeout()), timing.nanoTime());
    retries.called();
    Optional<TransportException> before = Optional.empty();
    for (int attempt = 1; ; attempt++) {
      try {
        return inTurn(call, reader, deadline, own.isPresent());
      } catch (TransportException failed) {
        if (failed.fault() instanceof TransportFault.Suspended && before.isPresent()) {
          /* What opened the breaker says more than that it is open. */
          throw before.get();
        }
        before = Optional.of(failed);
        Optional<Duration> pause = retries.pause(call, failed.fault(), attempt, deadline);
        if (pause.isEmpty()) {
          throw failed;
        }
        pause(pause.get(), failed);
      }
    }
  }

  private <T> T inTurn(HttpCall call, BodyReader<T> reader, Deadline deadline, boolean ownTimeout)
      throws IOException {
    limit.enter(deadline.leftOrFail());
    try {
      breaker.enter();
      return guarded(call, reader, deadline, ownTimeout);
    } finally {
      limit.leave();
    }
  }

  private <T> T guarded(HttpCall call, BodyReader<T> reader, Deadline deadline, boolean ownTimeout)
      throws IOException {
    boolean known = false;
    try {
      T result = attempt(call, reader, deadline);
      breaker.answered();
      known = true;
      return result;
    } catch (TransportException failed) {
      breaker.failed(failed.fault(), ownTimeout);
      known = true;
      throw failed;
    } catch (IOException | RuntimeException unreadable) {
      /* A reader may wrap what the body threw. */
      Optional<TransportFault> inside = faultOf(unreadable);
      if (inside.isPresent()) {
        breaker.failed(inside.get(), ownTimeout);
      } else {
        breaker.answered();
      }
      known = true;
      throw unreadable;
    } finally {
      if (!known) {
        breaker.unknown();
      }
    }
  }

  /** The fault that a reader's exception wraps, if it does. */
  public static Optional<TransportFault> faultOf(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransportException failed) {
        return Optional.of(failed.fault());
      }
    }
    return Optional.empty();
  }

  private <T> T attempt(HttpCall call, BodyReader<T> reader, Deadline deadline) throws IOException {
    HttpResponse<InputStream> response = sender.send(call, deadline);
    try (ArrivingBody arriving = new ArrivingBody(response.body(), deadline);
        InputStream plain = ContentCoding.unpack(arriving, encoding(response))) {
      String type = response.headers().firstValue("Content-Type").orElse("");
      LimitedInput body = new LimitedInput(plain, settings.maximumAnswerBytes());
      if (response.statusCode() < 300) {
        T result = reader.read(new HttpAnswer(response.statusCode(), type, body));
        arriving.drain();
        return result;
      }
      ErrorAnswer error =
          new ErrorAnswer(
              response.statusCode(),
              type,
              new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8),
              response
                  .headers()
                  .firstValue("Retry-After")
                  .flatMap(text -> RetryAfter.parse(text, timing.clock())));
      arriving.drain();
      throw new TransportException(new TransportFault.Refused(error, judge.verdict(error)));
    }
  }

  /* Prometheus says gzip of an answer that has no content. */
  private static String encoding(HttpResponse<?> response) {
    return response.statusCode() == 204
        ? ""
        : response.headers().firstValue("Content-Encoding").orElse("");
  }

  private void pause(Duration duration, TransportException failed) throws TransportException {
    try {
      timing.pause().pause(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      interrupted.addSuppressed(failed);
      throw new TransportException(new TransportFault.Interrupted(), interrupted);
    }
  }
}
