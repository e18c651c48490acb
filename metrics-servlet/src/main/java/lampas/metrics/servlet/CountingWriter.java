package lampas.metrics.servlet;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/**
 * A writer for the body of an answer; counts the bytes that its characters become.
 *
 * <p>The container's own writer does the writing: it knows when to choose an encoding.
 */
final class CountingWriter extends PrintWriter {
  private final PrintWriter original;
  private final ServletExchange exchange;

  private CountingWriter(Sink sink, ServletExchange exchange) {
    super(sink);
    this.original = sink.original;
    this.exchange = exchange;
  }

  static CountingWriter of(
      PrintWriter original, Charset charset, ServletExchange exchange, ByteCount sent) {
    return new CountingWriter(new Sink(original, new EncodedLength(charset), sent), exchange);
  }

  @Override
  public void flush() {
    super.flush();
    checkOriginal();
  }

  @Override
  public boolean checkError() {
    boolean failed = super.checkError();
    return checkOriginal() || failed;
  }

  private boolean checkOriginal() {
    boolean failed = original.checkError();
    if (failed) {
      exchange.broken();
    }
    return failed;
  }

  private static final class Sink extends Writer {
    private final PrintWriter original;
    private final EncodedLength length;
    private final ByteCount sent;

    Sink(PrintWriter original, EncodedLength length, ByteCount sent) {
      this.original = original;
      this.length = length;
      this.sent = sent;
    }

    @Override
    public void write(char[] characters, int offset, int count) {
      original.write(characters, offset, count);
      sent.add(length.of(characters, offset, count));
    }

    @Override
    public void flush() {
      original.flush();
    }

    @Override
    public void close() {
      original.close();
    }
  }
}
