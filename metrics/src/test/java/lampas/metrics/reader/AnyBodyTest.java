package lampas.metrics.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for every body, good or bad: seeded random bodies, the seed in the message. */
final class AnyBodyTest {
  private static final String[] PIECES = {
    "a",
    "b_total",
    "name:with:colons",
    "{",
    "}",
    "\"",
    "=",
    ",",
    " ",
    "\t",
    "\n",
    "\n",
    "#",
    "# HELP a Help.\n",
    "# TYPE a counter\n",
    "# UNIT a_s s\n",
    "# EOF\n",
    "1",
    "1.5",
    "-3e-7",
    "NaN",
    "+Inf",
    " 1234567",
    "a{b=\"c\"} 1\n",
    "a{b=\"c\",d=\"e\\n\"} 2 3\n",
    "a 1\n",
    "a 2\n",
    "{\"ü.x\",\"q\"=\"😀\"} 4\n",
    " # {t=\"x\"} 1 2\n",
    "\\",
    "\r",
    "\0",
    "ü",
    "__name__",
    "12.34e56"
  };

  private final long seed = Long.getLong("lampas.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void aBodyEndsInSamplesOrOneError() {
    for (int i = 0; i < 20_000; i++) {
      byte[] body = body();
      for (ExpositionSyntax syntax : ExpositionSyntax.values()) {
        /* Any other exception than ReadException comes out of here and fails the test. */
        String transcript = Transcript.of(syntax, body);
        assertThat(transcript.lines().filter(line -> line.startsWith("error ")).count())
            .as(describe(body))
            .isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void theSizeOfReadsMakesNoDifference() {
    for (int i = 0; i < 5_000; i++) {
      byte[] body = body();
      for (ExpositionSyntax syntax : ExpositionSyntax.values()) {
        String whole = Transcript.of(syntax, body);
        assertThat(inPieces(syntax, body, 1)).as(describe(body)).isEqualTo(whole);
        assertThat(inPieces(syntax, body, 7)).as(describe(body)).isEqualTo(whole);
      }
    }
  }

  @Test
  void whatTheCacheKnowsMakesNoDifference() {
    for (int i = 0; i < 5_000; i++) {
      for (ExpositionSyntax syntax : ExpositionSyntax.values()) {
        SeriesCache<lampas.model.label.Labels> cache = new SeriesCache<>();
        byte[] body = body();
        for (int round = 0; round < 4; round++) {
          String fresh = Transcript.of(syntax, body);
          InputStream stream = new ByteArrayInputStream(body);
          assertThat(Transcript.of(syntax, stream, cache, ReadLimits.STANDARD))
              .as(describe(body))
              .isEqualTo(fresh);
          if (!fresh.contains("error ")) {
            cache.removeMissing(gone -> {});
          }
          body = random.nextBoolean() ? body : body();
        }
      }
    }
  }

  @Test
  void linesLongerThanTheBufferAreRead() {
    String value = "x".repeat(300_000);
    String body = "a 1\nb{c=\"" + value + "\"} 2\nd 3\n";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String expected = "a 1\nb{c=\"" + value + "\"} 2\nd 3\n";
    assertThat(Transcript.of(ExpositionSyntax.TEXT, bytes)).isEqualTo(expected);
    assertThat(inPieces(ExpositionSyntax.TEXT, bytes, 4096)).isEqualTo(expected);
  }

  private static String inPieces(ExpositionSyntax syntax, byte[] body, int size) {
    InputStream pieces =
        new FilterInputStream(new ByteArrayInputStream(body)) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, size));
          }
        };
    return Transcript.of(syntax, pieces, new SeriesCache<>(), ReadLimits.STANDARD);
  }

  private byte[] body() {
    StringBuilder body = new StringBuilder();
    int pieces = random.nextInt(1, 25);
    boolean tidy = random.nextBoolean();
    for (int i = 0; i < pieces; i++) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      if (!tidy || piece.endsWith("\n")) {
        body.append(piece);
      }
    }
    if (tidy) {
      body.append("# EOF\n");
    }
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String describe(byte[] body) {
    return "seed " + seed + ": " + new String(body, StandardCharsets.UTF_8);
  }
}
