package lampas.client.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import lampas.model.label.Labels;
import lampas.model.series.SampleColumns;

/**
 * The series of an answer, one after the other, decoded while the answer arrives.
 *
 * <p>What it holds does not grow with the number of series. No more of the input is awaited than up
 * to the end of the series. Not thread-safe. After an exception it must only be closed.
 */
public final class SeriesCursor implements AutoCloseable {
  private final InputStream in;
  private final AnswerReader reader;
  private boolean failed;

  SeriesCursor(InputStream in) {
    this.in = in;
    this.reader = new AnswerReader(new JsonReader(new Bytes(in)));
  }

  /**
   * Goes on to the next series; false if there is none and the whole answer has been read.
   *
   * @throws DecodeException if what arrived is not the answer of a query
   * @throws IOException if the input fails
   */
  public boolean next() throws IOException {
    if (failed) {
      throw new IllegalStateException("cursor: failed before (expected: nothing but close)");
    }
    failed = true;
    boolean more = reader.next();
    failed = false;
    return more;
  }

  /** The labels of the series. */
  public Labels labels() {
    return reader.series().labels();
  }

  /** The samples of the series, one in a vector; filled anew by {@link #next()}. */
  public SampleColumns samples() {
    return reader.series().samples();
  }

  /**
   * What was answered besides the series.
   *
   * <p>Only now is it known whether the backend answered at all: an answer that came after series
   * may still be a refusal, and then they are worth nothing.
   *
   * @throws IllegalStateException before {@link #next()} was false
   */
  public DecodedAnswer answer() {
    Optional<DecodedAnswer> answer = reader.answer();
    return answer.orElseThrow(
        () -> new IllegalStateException("cursor: has more to read (expected: next() was false)"));
  }

  SampleColumns take() {
    return reader.series().take();
  }

  SeriesReader.Shape shape() {
    return reader.shape();
  }

  /** Closes the input. */
  @Override
  public void close() throws IOException {
    in.close();
  }
}
