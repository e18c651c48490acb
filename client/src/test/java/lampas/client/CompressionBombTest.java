package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A small body that would unpack to a large one is cut off where a large one is. */
class CompressionBombTest {
  private static final int LIMIT = 1_000_000;

  private interface Packing {
    OutputStream around(OutputStream out) throws IOException;
  }

  @Test
  void aBombOfGzipIsTooLarge() throws IOException {
    assertThat(failureOf("gzip", GZIPOutputStream::new))
        .isEqualTo(new ClientFailure.TooLarge(LIMIT));
  }

  @Test
  void aBombOfZstdIsTooLarge() throws IOException {
    assertThat(failureOf("zstd", ZstdOutputStream::new))
        .isEqualTo(new ClientFailure.TooLarge(LIMIT));
  }

  private static ClientFailure failureOf(String coding, Packing packing) throws IOException {
    byte[] bomb = bomb(packing);
    assertThat(bomb.length).isLessThan(LIMIT / 10);
    try (HttpClient http = HttpClient.newHttpClient();
        ScriptedBackend backend =
            ScriptedBackend.answering(exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.getResponseHeaders().set("Content-Encoding", coding);
              exchange.sendResponseHeaders(200, bomb.length);
              exchange.getResponseBody().write(bomb);
            })) {
      PrometheusClient client =
          PrometheusClient.of(
              http, backend.uri(), ClientSettings.defaults().withMaximumAnswerBytes(LIMIT));
      return catchThrowableOfType(RequestException.class, () -> client.query(Query.instant("up")))
          .failure();
    }
  }

  private static byte[] bomb(Packing packing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] spaces = " ".repeat(LIMIT).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = packing.around(bytes)) {
      for (int i = 0; i < 20; i++) {
        out.write(spaces);
      }
    }
    return bytes.toByteArray();
  }
}
