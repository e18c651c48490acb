package lampas.examples.tikv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikvCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  @Test
  void theScrapeConfigurationHasAllStoresThatShouldAnswer() {
    assertThat(run("--print-scrape-config", "--first-status-port=30000", "--scrape-interval=15s"))
        .isZero();

    assertThat(out.toString())
        .startsWith(
            """
            scrape_configs:
              - job_name: tikv
                scrape_interval: 15s
                scrape_timeout: 15s
                static_configs:
                  - targets: ["127.0.0.1:30000", "127.0.0.1:30001",\
            """)
        .contains("\"127.0.0.1:30013\"]")
        .doesNotContain("30014");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --load=0                                       | load: 0.0 (expected: 0.01 to 100)
          --port=70000                                   | port: 70000 (expected: 0 to 65535)
          --scrape-interval=0s                           | scrape interval: 0s (expected: > 0)
          --print-scrape-config --first-status-port=0    | first status port: 0 (expected: a fixed port)
          --silent-after=soon --port=0                   | duration: "soon" (expected: a number and a unit, such as 15s, 1h30m, 100ms)
          """)
  void aWrongArgumentIsNamedWithWhatWasExpected(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(errors.toString()).isEqualTo("tikv: " + message + "\n");
  }

  @Test
  void aPortThatIsTakenIsAnErrorWithoutATrace() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(run("--port=" + port, "--first-status-port=0")).isEqualTo(3);
      assertThat(errors.toString())
          .isEqualTo(
              "tikv: port: " + port + " (expected: a free port of this machine; 0 finds one)\n");
    }
  }
}
