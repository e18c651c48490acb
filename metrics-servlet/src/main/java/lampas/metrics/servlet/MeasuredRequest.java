package lampas.metrics.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body is counted, and whose asynchronous start is noticed. */
final class MeasuredRequest extends HttpServletRequestWrapper {
  private final ServletExchange exchange;
  private @Nullable ServletInputStream stream;
  private @Nullable BufferedReader reader;

  MeasuredRequest(HttpServletRequest request, ServletExchange exchange) {
    super(request);
    this.exchange = exchange;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (reader != null) {
      throw new IllegalStateException("getInputStream after getReader (expected: one of them)");
    }
    return stream();
  }

  /* Not the container's reader, which would read past our stream. */
  @Override
  public BufferedReader getReader() throws IOException {
    if (reader == null) {
      if (stream != null) {
        throw new IllegalStateException("getReader after getInputStream (expected: one of them)");
      }
      reader = new BufferedReader(new InputStreamReader(stream(), charset()));
    }
    return reader;
  }

  /* As the specification of servlets says it. */
  private Charset charset() throws UnsupportedEncodingException {
    String encoding = getCharacterEncoding();
    try {
      return encoding == null ? StandardCharsets.ISO_8859_1 : Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      throw unsupported(encoding, e);
    }
  }

  private static UnsupportedEncodingException unsupported(String encoding, Exception cause) {
    UnsupportedEncodingException unsupported = new UnsupportedEncodingException(encoding);
    unsupported.initCause(cause);
    return unsupported;
  }

  private ServletInputStream stream() throws IOException {
    ServletInputStream known = stream;
    if (known == null) {
      known = new CountingInput(super.getInputStream(), exchange);
      stream = known;
    }
    return known;
  }

  /* With our request and response, so that what is sent later is counted as well. */
  @Override
  public AsyncContext startAsync() {
    return startAsync(this, exchange.measuredResponse());
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    AsyncContext context = super.startAsync(request, response);
    exchange.startedAsync(context);
    return context;
  }
}
