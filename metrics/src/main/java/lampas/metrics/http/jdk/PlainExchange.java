package lampas.metrics.http.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An exchange without encryption, with streams that count. */
final class PlainExchange extends HttpExchange implements Measured {
  private final HttpExchange original;
  private final Measurement measurement;
  private @Nullable InputStream input;
  private @Nullable OutputStream output;

  PlainExchange(HttpExchange original, Measurement measurement) {
    this.original = original;
    this.measurement = measurement;
  }

  @Override
  public Measurement measurement() {
    return measurement;
  }

  @Override
  public Headers getRequestHeaders() {
    return original.getRequestHeaders();
  }

  @Override
  public Headers getResponseHeaders() {
    return original.getResponseHeaders();
  }

  @Override
  public URI getRequestURI() {
    return original.getRequestURI();
  }

  @Override
  public String getRequestMethod() {
    return original.getRequestMethod();
  }

  @Override
  public HttpContext getHttpContext() {
    return original.getHttpContext();
  }

  @Override
  public void close() {
    measurement.close();
  }

  @Override
  public InputStream getRequestBody() {
    InputStream replaced = input;
    return replaced == null ? measurement.requestBody() : replaced;
  }

  @Override
  public OutputStream getResponseBody() {
    OutputStream replaced = output;
    return replaced == null ? measurement.responseBody() : replaced;
  }

  @Override
  public void sendResponseHeaders(int status, long length) throws IOException {
    measurement.sendResponseHeaders(status, length);
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return original.getRemoteAddress();
  }

  @Override
  public int getResponseCode() {
    return original.getResponseCode();
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return original.getLocalAddress();
  }

  @Override
  public String getProtocol() {
    return original.getProtocol();
  }

  @Override
  public Object getAttribute(String name) {
    return original.getAttribute(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    original.setAttribute(name, value);
  }

  /* The new streams stand before ours, which go on counting below them. */
  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
    /* Ours hold those of the server, not the new ones. */
    measurement.requestBody();
    measurement.responseBody();
    original.setStreams(in, out);
    if (in != null) {
      input = in;
    }
    if (out != null) {
      output = out;
    }
  }

  @Override
  public HttpPrincipal getPrincipal() {
    return original.getPrincipal();
  }
}
