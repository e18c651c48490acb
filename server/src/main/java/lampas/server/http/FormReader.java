package lampas.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;

/** Reads the form in a request's body, within bounds of size and time. */
final class FormReader {
  /*
   * Of a form that is too large this much more is read and thrown away: a client that is still
   * sending would otherwise see its connection break instead of the reason.
   */
  private static final int DISCARDED_BYTES = 32 << 20;

  private final HttpSettings settings;

  FormReader(HttpSettings settings) {
    this.settings = settings;
  }

  /** The form as text, still encoded; empty if the body is no form. */
  String read(Request request) {
    String type = request.getHeaders().get("Content-Type");
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      return "";
    }
    long deadline = System.nanoTime() + settings.formTimeout().toNanos();
    InputStream in = Request.asInputStream(request);
    byte[] form = new byte[8192];
    int size = 0;
    for (int count; (count = read(in, form, size, deadline)) >= 0; ) {
      size += count;
      if (size > settings.maximumFormBytes()) {
        discard(in, deadline);
        throw new HttpProblem(
            413,
            "bad_data",
            "request form: too large (expected: at most %s bytes)"
                .formatted(settings.maximumFormBytes()));
      }
      if (size == form.length) {
        form = Arrays.copyOf(form, size * 2);
      }
    }
    return new String(form, 0, size, StandardCharsets.UTF_8);
  }

  private void discard(InputStream in, long deadline) {
    byte[] waste = new byte[64 << 10];
    int count = 0;
    for (int total = 0; count >= 0 && total < DISCARDED_BYTES; total += count) {
      count = read(in, waste, 0, deadline);
    }
  }

  private int read(InputStream in, byte[] into, int offset, long deadline) {
    try {
      int count = in.read(into, offset, into.length - offset);
      if (count < 0 || System.nanoTime() - deadline <= 0) {
        return count;
      }
    } catch (IOException broken) {
      if (!(broken.getCause() instanceof TimeoutException)) {
        throw HttpProblem.badData("request form: it broke off (expected: a complete form)");
      }
    }
    throw new HttpProblem(
        408,
        "bad_data",
        "request form: not complete (expected: within %s ms)"
            .formatted(
                Math.min(settings.formTimeout().toMillis(), settings.idleTimeout().toMillis())));
  }
}
