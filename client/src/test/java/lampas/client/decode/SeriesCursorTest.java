package lampas.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

class SeriesCursorTest {
  /** An input that fails a test which reads farther than what has arrived. */
  private static final class Arriving extends InputStream {
    private byte[] arrived = {};
    private int position;

    void arrive(String text) {
      assertThat(position).isEqualTo(arrived.length);
      arrived = text.getBytes(UTF_8);
      position = 0;
    }

    @Override
    public int read() {
      throw new AssertionError("read a byte (expected: an array)");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = Math.min(length, arrived.length - position);
      if (count == 0) {
        throw new AssertionError("read on (expected: no more than what arrived)");
      }
      System.arraycopy(arrived, position, into, offset, count);
      position += count;
      return count;
    }
  }

  @Test
  void aSeriesIsThereAsSoonAsItsLastByteIs() throws IOException {
    Arriving in = new Arriving();
    try (SeriesCursor cursor = AnswerDecoder.cursor(in)) {
      in.arrive(
          """
          {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"1"},\
          "values":[[1,"1"],[2,"2"]]}\
          """);
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.labels()).isEqualTo(Labels.of("a", "1"));
      assertThat(cursor.samples()).hasToString("[1@1000, 2@2000]");

      in.arrive(",{\"metric\":{\"a\":\"2\"},\"values\":[[1,\"3\"]]}");
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.labels()).isEqualTo(Labels.of("a", "2"));
      assertThat(cursor.samples()).hasToString("[3@1000]");
      assertThatIllegalStateException()
          .isThrownBy(cursor::answer)
          .withMessage("cursor: has more to read (expected: next() was false)");
    }
  }

  @Test
  void behindTheLastSeriesIsTheAnswer() throws IOException {
    byte[] json = Answers.of("vector", "{\"metric\":{},\"value\":[1,\"2\"]}").getBytes(UTF_8);
    try (SeriesCursor cursor = AnswerDecoder.cursor(new ByteArrayInputStream(json))) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.next()).isFalse();
      assertThat(cursor.next()).isFalse();
      assertThat(cursor.answer()).isInstanceOf(DecodedAnswer.Result.class);
    }
  }

  @Test
  void afterAnErrorThereIsNoNext() throws IOException {
    byte[] json = Answers.of("vector", "{\"metric\":{},\"value\":[1,2]}").getBytes(UTF_8);
    try (SeriesCursor cursor = AnswerDecoder.cursor(new ByteArrayInputStream(json))) {
      assertThatExceptionOfType(DecodeException.class).isThrownBy(cursor::next);
      assertThatIllegalStateException()
          .isThrownBy(cursor::next)
          .withMessage("cursor: failed before (expected: nothing but close)");
    }
  }

  @Test
  void closingClosesTheInput() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream in =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    AnswerDecoder.cursor(in).close();
    assertThat(closed).isTrue();
  }

  /** Series that come and come: text that is made while it is read. */
  private static final class Endless extends InputStream {
    private final byte[] head =
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[".getBytes(UTF_8);
    private final byte[] series;
    private final int count;
    private int position = -1;
    private int done;

    Endless(int points, int count) {
      StringBuilder text = new StringBuilder("{\"metric\":{\"a\":\"1\"},\"values\":[");
      for (int i = 0; i < points; i++) {
        text.append(i == 0 ? "" : ",").append("[").append(1435781451 + i).append(",\"");
        text.append(i / 7.0).append("\"]");
      }
      this.series = text.append("]},").toString().getBytes(UTF_8);
      this.count = count;
    }

    @Override
    public int read() {
      throw new AssertionError("read a byte (expected: an array)");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (position < 0) {
        position = 0;
        System.arraycopy(head, 0, into, offset, head.length);
        return head.length;
      }
      if (position == series.length) {
        position = 0;
        done++;
      }
      if (done == count) {
        return -1;
      }
      int given = Math.min(length, series.length - position);
      System.arraycopy(series, position, into, offset, given);
      position += given;
      return given;
    }
  }

  @Test
  void whatIsHeldAndThrownAwayDoesNotGrowWithTheSamples() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SeriesCursor cursor = AnswerDecoder.cursor(new Endless(1000, 500));
    for (int i = 0; i < 100; i++) {
      assertThat(cursor.next()).isTrue();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 300; i++) {
      cursor.next();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    /* 300,000 samples: the few numbers that are left to the JDK, and labels. */
    assertThat(allocated).isLessThan(3_000_000);
  }
}
