package lampas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lampas.client.http.BreakerSettings;
import lampas.client.http.ConcurrencySettings;
import lampas.client.http.ConnectionSettings;
import lampas.client.http.Credentials;
import lampas.client.http.RetrySettings;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import org.junit.jupiter.api.Test;

/** The page docs/client.md: its sample is compiled and run, its tables are those of the code. */
class ClientPageTest {
  private static final Path PAGE = Path.of("../docs/client.md");

  @Test
  void theSamplePrintsWhatTheBackendAnswers() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            200,
            """
            {"status":"success","data":{"resultType":"vector","result":[
              {"metric":{"job":"api"},"value":[1.5,"3"]}]}}\
            """)) {
      assertThat(sample(backend.uri(), "t0ken")).isEqualTo("{job=\"api\"} => 3 @[1500]\n");
      assertThat(backend.header("Authorization")).containsExactly("Bearer t0ken");
    }
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no\"}")) {
      assertThat(sample(backend.uri(), "t0ken")).isEqualTo("USER: bad_data: no\n");
    }
  }

  private static String sample(URI base, String token) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    // Page begins
    ClientSettings settings =
        ClientSettings.defaults()
            .withTimeout(Duration.ofSeconds(10))
            .withCredentials(Credentials.bearer(token));
    try (PrometheusClient client =
        PrometheusClient.open(base, ConnectionSettings.defaults(), settings)) {
      QueryAnswer answer = client.query(Query.instant("sum by (job) (up)"));
      if (answer.result() instanceof QueryResult.Vector vector) {
        vector.samples().forEach(out::println);
      }
    } catch (RequestException failed) {
      out.println(failed.kind() + ": " + failed.getMessage());
    }
    // Page ends
    return printed.toString(UTF_8).replace("\r\n", "\n");
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source = Files.readString(Path.of("src/test/java/lampas/client/ClientPageTest.java"));
    String begin = "    // Page begins\n";
    String sample =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // Page ends\n"));

    assertThat(words(Files.readString(PAGE))).contains(words("```java\n" + sample + "\n```"));
  }

  /* The formatter breaks lines where a page does not. */
  private static String words(String code) {
    return code.replaceAll("\\s+", " ");
  }

  @Test
  void thePageHasEveryFailureAndEveryType() throws Exception {
    List<String> page = Files.readAllLines(PAGE);

    assertThat(Arrays.stream(ClientFailure.class.getPermittedSubclasses()))
        .hasSize(10)
        .allSatisfy(failure ->
            assertThat(page)
                .anyMatch(line -> line.startsWith("| `" + failure.getSimpleName() + "` | ")));
    assertThat(ErrorType.values())
        .allSatisfy(
            type -> assertThat(page).anyMatch(line -> line.startsWith("| `" + type + "` | ")));
  }

  @Test
  void theDefaultsAreThoseOfThePage() throws Exception {
    ClientSettings defaults = ClientSettings.defaults();
    assertThat(defaults)
        .isEqualTo(
            new ClientSettings(
                Duration.ofMinutes(2),
                Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8),
                new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(10), 10, 0.1),
                new BreakerSettings(10, 20, Duration.ofSeconds(5)),
                new ConcurrencySettings(64, 1024),
                Credentials.none(),
                Optional.empty()));
    assertThat(Files.readString(PAGE))
        .contains(
            "| `timeout` | 2 min |",
            "| `maximumAnswerBytes` | 256 MiB, at most an eighth of the heap |",
            "| `retries.attempts` | 3 |",
            "| `retries.firstPause`, `longestPause` | 100 ms, 10 s |",
            "| `retries.budget`, `budgetShare` | 10, 0.1 |",
            "| `breaker.failures`, `outOf`, `openFor` | 10, 20, 5 s |",
            "| `concurrency.calls`, `waiting` | 64, 1,024 |",
            "| `ConnectionSettings.connectTimeout` | 10 s |");
  }
}
