package lampas.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Prometheus's client for Go, from Debian's packages {@code golang-go} and {@code
 * golang-github-prometheus-client-golang-dev}, as a process that decodes answers from its memory.
 */
final class GoClient {
  private static final Path PACKAGES = Path.of("/usr/share/gocode");
  private static final Path SOURCE = Path.of("benchmarks/src/main/go/decode.go");

  private GoClient() {}

  /** The median time of decoding an answer, in milliseconds; empty without Go and the client. */
  static OptionalDouble decode(DecodeData data, int seconds)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(PACKAGES.resolve("src/github.com/prometheus/client_golang/api"))) {
      System.out.println("client_golang: skipped (expected: Debian's packages of it and of Go)");
      return OptionalDouble.empty();
    }
    Path folder = Files.createTempDirectory("decode");
    Path program = folder.resolve("decode");
    Path answer = folder.resolve("answer.json");
    try {
      Files.write(answer, data.json());
      output("go", "build", "-o", program.toString(), SOURCE.toString());
      String kind = data == DecodeData.VECTOR ? "query" : "query_range";
      String lines = output(program.toString(), answer.toString(), kind, Integer.toString(seconds));
      double[] millis = lines.lines().mapToDouble(Double::parseDouble).toArray();
      /* The first ones are for warm-up. */
      double[] measured = Arrays.copyOfRange(millis, millis.length / 3, millis.length);
      Arrays.sort(measured);
      return OptionalDouble.of(measured[measured.length / 2]);
    } finally {
      Files.deleteIfExists(program);
      Files.deleteIfExists(answer);
      Files.delete(folder);
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().put("GO111MODULE", "off");
    builder.environment().put("GOPATH", PACKAGES.toString());
    /* One thread, as the others have. */
    builder.environment().put("GOMAXPROCS", "1");
    Process process = builder.start();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (process.waitFor() != 0) {
      throw new IOException(command[0] + ": ended with " + process.exitValue());
    }
    return output;
  }
}
