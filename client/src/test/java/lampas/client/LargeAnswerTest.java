package lampas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Answers of 2 GB in a heap of 64 MB, with the default settings. */
class LargeAnswerTest {
  private static final long SIZE = 2L << 30;

  private record Question(String kind, String begin, String more) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "query",
              "{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"a\":\"b\"},\"values\":[",
              "[1435781430.781,\"1\"],"),
          new Question(
              "query",
              "{\"resultType\":\"vector\",\"result\":[",
              "{\"metric\":{\"job\":\"a job\"},\"value\":[1435781430,\"1\"]},"),
          new Question("names", "[", "\"a_label_name\","),
          new Question(
              "metadata",
              "{\"m\":[",
              "{\"type\":\"counter\",\"help\":\"What it is.\",\"unit\":\"\"},"));

  @Test
  void endAsTooLargeAndNotInAFullHeap() throws Exception {
    AtomicLong sent = new AtomicLong();
    List<RawBackend> backends = new ArrayList<>();
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  LargeAnswerMain.class.getName()));
      for (Question question : QUESTIONS) {
        RawBackend backend = RawBackend.answering((socket, out) -> stream(out, question, sent));
        backends.add(backend);
        command.add(question.kind());
        command.add(backend.uri().toString());
      }
      Process small = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(small.getInputStream().readAllBytes(), UTF_8);

      assertThat(small.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(output.lines())
          .hasSize(QUESTIONS.size())
          .allSatisfy(line -> assertThat(line).matches("TooLarge\\[maximumBytes=\\d+]"));
      assertThat(small.exitValue()).isZero();
      assertThat(sent.get()).isLessThan(256 << 20);
    } finally {
      for (RawBackend backend : backends) {
        backend.close();
      }
    }
  }

  private static boolean stream(OutputStream out, Question question, AtomicLong sent)
      throws IOException {
    RawBackend.write(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n"
            .formatted(SIZE));
    out.write(("{\"status\":\"success\",\"data\":" + question.begin()).getBytes(UTF_8));
    byte[] piece = question.more().getBytes(UTF_8);
    for (long left = SIZE; left > 0; left -= piece.length) {
      out.write(piece);
      sent.addAndGet(piece.length);
    }
    return false;
  }
}
