package lampas.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lampas.server.config.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final CommandLine command =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server",
        "gateway",
        "demo",
        "query",
        "range",
        "diff",
        "scrape",
        "functions",
        "preset",
        "stores"
      })
  void everySubcommandExplainsItself(String subcommand) {
    assertThat(command.execute(subcommand, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: lampas " + subcommand);
  }

  @Test
  void theServerHasAFlagForEverySetting() {
    assertThat(command.execute("server", "--help")).isZero();
    for (Setting<?> setting : Setting.all()) {
      assertThat(out.toString()).contains(setting.flagName()).contains(setting.environmentName());
    }
  }

  @Test
  void aGatewaysFileIsCheckedWithoutStartingOne(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("gateway.yml");
    String tenant = "{name: a, matchers: {tenant: a}, anonymous: true}";
    Files.writeString(file, "upstream: {url: \"http://x:1\"}\ntenants: [" + tenant + "]\n");

    assertThat(command.execute("gateway", "--config", file.toString(), "--check-config")).isZero();
    assertThat(errors.toString()).endsWith("gateway.yml: 1 tenants, no problems\n");

    Files.writeString(file, "upstream: {ulr: x}\n");
    assertThat(command.execute("gateway", "--config", file.toString(), "--check-config"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(errors.toString())
        .contains("gateway.yml:1:12: upstream.ulr: unknown key (did you mean url?)")
        .contains("tenants: none (expected: at least one)");
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(command.execute("--version")).isZero();
    assertThat(out.toString()).matches("lampas \\d+\\.\\d+\\.\\d+\\S* \\(Java \\d+.*\\)\\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          query up --timeout 5x       | duration: "5x" (expected: a number and a unit, such as 15s, 1h30m, 100ms)
          query up --time noon        | time: "noon" (expected: 2026-01-31T12:00:00Z or seconds since the epoch)
          query up --url ftp://x      | URL: "ftp://x" (expected: http://host:port or https://host:port)
          query up --url http://%     | URL: "http://%" (expected: http://host:port or https://host:port)
          query up --timeout 0s       | timeout: 0s (expected: > 0)
          scrape metrics              | URL: "metrics" (expected: http://host:port or https://host:port)
          scrape http://h --timeout 0 | timeout: 0 (expected: > 0)
          range up --step 0s          | step: 0s (expected: > 0)
          diff x http://h up          | URL: "x" (expected: http://host:port or https://host:port)
          diff http://a http://b up --tolerance 2 | relative tolerance: 2.0 (expected: 0 or more and below 1)
          diff http://a http://b up --step 1s | --step, --end: without a range (expected: with --since)
          diff http://a http://b up --since 1m --time 1 | --time: with a range (expected: --end)
          diff http://a http://b up --since 1m --step 0s | step: 0s (expected: > 0)
          stores                      | stores: none (expected: --pd URL or --store ID=ADDRESS)
          stores --store 1            | store: "1" (expected: ID=ADDRESS)
          stores --store 1=a --store 1=b | store: "1" comes twice (expected: once)
          stores --pd pd:2379         | URL: "pd:2379" (expected: http://host:port or https://host:port)
          stores --store 1=a --match a-b=c | match: "a-b" (expected: a label name, [a-zA-Z_][a-zA-Z0-9_]*)
          stores --store 1=a --window 0s | window: PT0S (expected: at least 1ms)
          stores --store 1=a --count -1 | count: -1 (expected: 0 or more)
          stores --store 1=a --match instance=x | matcher: instance="x" (expected: on neither __name__ nor instance)
          demo --rate 0               | rate: 0 (expected: 1 to 2000 requests/s)
          demo --for 1s               | duration: 1000 ms (expected: 2s or more)
          demo --requests 3           | requests: 3 (expected: 20 or more, so that every kind of request comes once)
          """)
  void aWrongArgumentIsNamedWithWhatWasExpected(String arguments, String message) {
    assertThat(command.execute(arguments.split(" "))).isEqualTo(2);
    assertThat(errors.toString()).isEqualTo("lampas: " + message + "\n");
  }

  @Test
  void outputThatCannotBeWrittenIsNotASuccess() {
    PrintStream full = new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8);
    full.print("up => 1");
    PrintStream open =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    PrintWriter messages = new PrintWriter(errors);

    assertThat(Main.afterWriting(open, messages, 0)).isZero();
    assertThat(Main.afterWriting(full, messages, 2)).isEqualTo(2);
    assertThat(errors.toString()).isEmpty();
    assertThat(Main.afterWriting(full, messages, 0)).isEqualTo(3);
    assertThat(errors.toString())
        .isEqualTo(
            "lampas: standard output: not all could be written (expected: open, with room)\n");
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
