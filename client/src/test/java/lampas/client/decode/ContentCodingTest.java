package lampas.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
  private static final String TEXT = Answers.of("scalar", "1,\"2\"") + " ".repeat(100_000);

  private static byte[] packed(String coding, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        coding.equals("zstd") ? new ZstdOutputStream(bytes) : new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static InputStream unpack(byte[] packed, String coding) throws IOException {
    return ContentCoding.unpack(new ByteArrayInputStream(packed), coding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "zstd", " GZip ", "ZSTD"})
  void whatWasPackedIsUnpacked(String coding) throws IOException {
    byte[] packed = packed(coding.strip().toLowerCase(Locale.ROOT), TEXT);

    assertThat(unpack(packed, coding)).hasContent(TEXT);
    assertThat(AnswerDecoder.collect(unpack(packed, coding))).isEqualTo(Answers.decode(TEXT));
  }

  @Test
  void whatIsNotPackedStaysAsItIs() throws IOException {
    assertThat(unpack(TEXT.getBytes(UTF_8), "")).hasContent(TEXT);
    assertThat(unpack(TEXT.getBytes(UTF_8), "identity")).hasContent(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "gzip, zstd"})
  void anotherCodingIsAnError(String coding) {
    assertThatIOException()
        .isThrownBy(() -> unpack(new byte[0], coding))
        .withMessage("content coding: \"" + coding + "\" (expected: one of gzip, zstd)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void aBodyThatIsCutOffOrDamagedIsNoWholeAnswer(String coding) throws IOException {
    byte[] packed = packed(coding, TEXT);
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatFails(cut, coding);
    }
    for (int i = 0; i < packed.length; i++) {
      byte[] damaged = packed.clone();
      damaged[i] ^= 0x55;
      try {
        assertThat(AnswerDecoder.collect(unpack(damaged, coding))).isEqualTo(Answers.decode(TEXT));
      } catch (IOException | DecodeException expected) {
        assertThat(expected).as("byte " + i).isNotNull();
      }
    }
  }

  private static void assertThatFails(byte[] packed, String coding) {
    try {
      AnswerDecoder.collect(unpack(packed, coding));
    } catch (IOException | DecodeException expected) {
      return;
    }
    throw new AssertionError("decoded " + packed.length + " bytes (expected: an error)");
  }

  @Test
  void severalMembersOfGzipAreOneBody() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(packed("gzip", "{\"status\":"));
    bytes.write(packed("gzip", ""));
    bytes.write(packed("gzip", "\"error\"}"));

    assertThat(AnswerDecoder.collect(unpack(bytes.toByteArray(), "gzip")))
        .isEqualTo(new DecodedAnswer.Refusal("", ""));
  }

  @Test
  void emptyMembersOfGzipDoNotFillTheStack() throws IOException {
    byte[] empty = packed("gzip", "");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      bytes.write(empty);
    }

    assertThatIOException()
        .isThrownBy(() -> AnswerDecoder.collect(unpack(bytes.toByteArray(), "gzip")))
        .withMessage("gzip: more than 100 empty members in a row (expected: content)");
  }

  @Test
  void anErrorWithinTheUnpackedTextCountsUnpackedBytes() throws IOException {
    byte[] packed = packed("zstd", " ".repeat(50_000) + "x");

    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> AnswerDecoder.collect(unpack(packed, "zstd")))
        .withMessage("byte 50000: 'x' (expected: an object)");
  }
}
