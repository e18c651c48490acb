package lampas.metrics.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** A response whose body is counted. */
final class MeasuredResponse extends HttpServletResponseWrapper {
  private final ServletExchange exchange;
  private final ByteCount sent = new ByteCount();
  private @Nullable CountingOutput stream;
  private @Nullable CountingWriter writer;

  MeasuredResponse(HttpServletResponse response, ServletExchange exchange) {
    super(response);
    this.exchange = exchange;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream original = super.getOutputStream();
    CountingOutput known = stream;
    if (known == null) {
      known = new CountingOutput(original, exchange, sent);
      stream = known;
    }
    return known;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter original = super.getWriter();
    CountingWriter known = writer;
    if (known == null) {
      known = CountingWriter.of(original, Charset.forName(getCharacterEncoding()), exchange, sent);
      writer = known;
    }
    return known;
  }

  @Override
  public void flushBuffer() throws IOException {
    try {
      super.flushBuffer();
    } catch (IOException e) {
      exchange.broken();
      throw e;
    }
  }

  /* What was written so far is thrown away. */
  @Override
  public void reset() {
    super.reset();
    sent.clear();
    stream = null;
    writer = null;
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    sent.clear();
  }

  @Override
  public void sendError(int status) throws IOException {
    super.sendError(status);
    sent.clear();
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    super.sendError(status, message);
    sent.clear();
  }

  long sent() {
    return sent.value();
  }

  /* Writers swallow what streams throw; asking them flushes, which is harmless once the head of the
  answer has gone. */
  void lookForLostClient() {
    CountingWriter used = writer;
    if (used != null && isCommitted()) {
      used.checkError();
    }
  }
}
