package lampas.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import lampas.client.JsonCursor.UnexpectedShape;
import tools.jackson.core.JacksonException;

/** One request and its answer, within the bounds of the settings. */
final class Exchange {
  private final HttpClient http;
  private final ClientSettings settings;

  Exchange(HttpClient http, ClientSettings settings) {
    this.http = http;
    this.settings = settings;
  }

  <T> Answer<T> send(HttpRequest.Builder request, Function<JsonCursor, T> data) {
    long start = System.nanoTime();
    HttpResponse<InputStream> response = head(request);
    Duration left = settings.timeout().minusNanos(System.nanoTime() - start);
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> done = new CompletableFuture<>();
    InputStream body = response.body();
    CompletableFuture<Void> watch =
        done.orTimeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS)
            .exceptionally(timeout -> {
              late.set(true);
              closeQuietly(body);
              return null;
            });
    try (body) {
      return read(response, data);
    } catch (IOException | UncheckedIOException | JacksonException | UnexpectedShape failed) {
      throw late.get()
          ? new RequestException(new ClientFailure.TimedOut(settings.timeout()), failed)
          : failure(response, failed);
    } finally {
      done.complete(null);
      watch.cancel(false);
    }
  }

  private HttpResponse<InputStream> head(HttpRequest.Builder request) {
    try {
      return http.send(
          request
              .timeout(settings.timeout())
              .header("Accept", "application/json")
              .header("Accept-Encoding", "gzip")
              .build(),
          BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException late) {
      throw new RequestException(new ClientFailure.TimedOut(settings.timeout()), late);
    } catch (IOException failed) {
      throw new RequestException(new ClientFailure.Unreachable("not reachable"), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RequestException(new ClientFailure.Interrupted(), interrupted);
    }
  }

  private <T> Answer<T> read(HttpResponse<InputStream> response, Function<JsonCursor, T> data)
      throws IOException {
    Optional<String> type = response.headers().firstValue("Content-Type");
    if (!type.orElse("").contains("json")) {
      throw new RequestException(
          new ClientFailure.Unreadable(response.statusCode(), type.orElse("no content type")));
    }
    boolean packed = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
    InputStream plain = packed ? new GZIPInputStream(response.body()) : response.body();
    try (JsonCursor json = JsonCursor.of(new LimitedInput(plain, settings.maximumAnswerBytes()))) {
      Answer<T> answer = Answer.read(json, data);
      if (!answer.success()) {
        throw new RequestException(
            new ClientFailure.Refused(response.statusCode(), answer.errorType(), answer.error()));
      }
      return answer;
    }
  }

  private RequestException failure(HttpResponse<?> response, Exception failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case LimitedInput.TooManyBytes tooMany -> {
          return new RequestException(
              new ClientFailure.TooLarge(settings.maximumAnswerBytes()), failed);
        }
        case UnexpectedShape shape -> {
          return unreadable(response, String.valueOf(shape.getMessage()), failed);
        }
        case IOException broken -> {
          return new RequestException(
              new ClientFailure.Unreachable("the connection broke within the answer"), failed);
        }
        default -> {}
      }
    }
    return unreadable(response, "malformed JSON", failed);
  }

  private static RequestException unreadable(HttpResponse<?> response, String what, Exception why) {
    return new RequestException(new ClientFailure.Unreadable(response.statusCode(), what), why);
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException alreadyBroken) {
      /* The reader sees the broken stream and reports the timeout. */
      return;
    }
  }
}
