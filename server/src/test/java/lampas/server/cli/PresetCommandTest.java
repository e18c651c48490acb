package lampas.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetCommandTest {
  private static final String RATE =
      """
      version: 1
      presets:
        - name: rate
          description: Requests per second.
          unit: requests/s
          template: sum by ({group_by})(rate({metric_name}{{{labels}}}[{window}]))
          filter_labels: [endpoint]
          group_labels: [endpoint, job]
        - name: above
          template: up{{{labels}}} > {limit}
          filter_labels: [job]
          required_labels: [tenant]
          parameters:
            limit: {type: number, default: 0.5}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) throws IOException {
    Path file = folder.resolve("presets.yml");
    Files.writeString(file, RATE);
    List<String> all = new ArrayList<>(List.of("preset"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--file", file.toString()));
    return command(all.toArray(String[]::new));
  }

  private int command(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "preview", "run"})
  void everySubcommandExplainsItself(String subcommand) {
    assertThat(command("preset", subcommand, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: lampas preset " + subcommand);
  }

  @Test
  void presetsAreListed() throws IOException {
    assertThat(run("list")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            above@1
              template  up{{{labels}}} > {limit}
              filter by job
              tenant    tenant
              set       limit, a number, default 0.5
            rate@1
              answers   Requests per second.
              unit      requests/s
              template  sum by ({group_by})(rate({metric_name}{{{labels}}}[{window}]))
              filter by endpoint
              group by  endpoint, job
            """);
  }

  @Test
  void presetsAreListedAsJsonAndThoseThatComeAlongToo() throws IOException {
    assertThat(run("list", "--json")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "[{\"name\":\"above\",\"version\":1,\"description\":\"\",\"unit\":\"\",\"template\":\"up{{{labels}}}"
                + " > {limit}\",\"placeholders\":[\"labels\",\"limit\"],"
                + "\"filterLabels\":[\"job\"],\"groupLabels\":[],\"requiredLabels\":[\"tenant\"]},{\"name\":\"rate\",\"version\":1,\"description\":\"Requests"
                + " per second.\",\"unit\":\"requests/s\",\"template\":\"sum by"
                + " ({group_by})(rate({metric_name}{{{labels}}}[{window}]))\",\"placeholders\":[\"group_by\",\"metric_name\",\"labels\",\"window\"],\"filterLabels\":[\"endpoint\"],\"groupLabels\":[\"endpoint\",\"job\"],\"requiredLabels\":[]}]\n");
    out.getBuffer().setLength(0);
    assertThat(command("preset", "list")).isZero();
    assertThat(out.toString()).contains("http_error_ratio@1").contains("container_gauge@1");
  }

  @Test
  void thePreviewShowsTheQueryAndItsPlaceholders() throws IOException {
    int code =
        run(
            "preview",
            "rate",
            "--metric",
            "http_total",
            "--label",
            "endpoint=/auth",
            "--by",
            "endpoint,job",
            "--window",
            "1m");

    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            sum by (endpoint, job)(rate(http_total{endpoint="/auth"}[1m]))
                   8-21  group_by      endpoint, job
                  28-38  metric_name   http_total
                  39-55  labels        endpoint="/auth"
                  57-59  window        1m
            """);
  }

  @Test
  void thePreviewIsAlsoJsonWithTenantsAndParameters() throws IOException {
    int code =
        run(
            "preview",
            "above",
            "--json",
            "--set",
            "limit=2",
            "--tenant",
            "tenant=a=\"b\"",
            "--label",
            "job=~x|y");

    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "{\"preset\":\"above@1\","
                + "\"promql\":\"up{job=~\\\"x|y\\\",tenant=\\\"a=\\\\\\\"b\\\\\\\"\\\"} > 2\","
                + "\"unit\":\"\",\"placeholders\":["
                + "{\"name\":\"labels\",\"text\":\"job=~\\\"x|y\\\"\",\"start\":3,\"end\":13},"
                + "{\"name\":\"tenant\",\"text\":\"tenant=\\\"a=\\\\\\\"b\\\\\\\"\\\"\","
                + "\"start\":14,\"end\":30},"
                + "{\"name\":\"limit\",\"text\":\"2\",\"start\":34,\"end\":35}]}\n");
  }

  @Test
  void whatIsWrongIsToldAllAtOnceWithTheExitCodeOfAWrongArgument() throws IOException {
    int code =
        run(
            "preview",
            "rate",
            "--metric",
            "up{}",
            "--label",
            "path=x",
            "--by",
            "endpoint,,x",
            "--window",
            "90d",
            "--set",
            "a=b");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString())
        .isEqualTo(
            """
            lampas: metric name "up{}": not a name (expected: letters, digits, _ and :, not a digit first)
            label "path": not allowed (expected one of: endpoint)
            group label "": not a name (expected: letters, digits and _, not a digit first)
            group label "x": not allowed (expected one of: endpoint, job)
            window: PT2160H (expected: whole milliseconds, > 0, at most 31d)
            parameter "a": unknown (rate@1 has none)
            """);
  }

  @Test
  void wrongArgumentsAreNamed() throws IOException {
    assertThat(run("preview", "rat", "--metric", "up")).isEqualTo(2);
    assertThat(run("preview", "rate", "--metric", "up", "--label", "x")).isEqualTo(2);
    assertThat(run("preview", "above", "--tenant", "x")).isEqualTo(2);
    assertThat(run("preview", "above")).isEqualTo(2);
    assertThat(command("preset", "list", "--file", "none.yml")).isEqualTo(2);
    assertThat(command("preset")).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith(
            """
            lampas: preset "rat": unknown (did you mean rate?)
            lampas: label filter: "x" (expected: label=value, label!=value, label=~regex or label!~regex)
            lampas: --tenant: x (expected: a name, =, and a value)
            lampas: tenant label tenant: not given (expected: a value for above@1)
            lampas: none.yml: no such file (expected: a YAML file)
            subcommand: none (expected: list, preview or run)
            """);
  }

  @Test
  void aRunAsksTheBackendOverARangeOrAtOneTime() throws IOException {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    HttpServer backend =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(
              exchange.getRequestURI() + " " + URLDecoder.decode(body, StandardCharsets.UTF_8));
          String answer =
              "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                  + "{\"metric\":{\"endpoint\":\"/auth\",\"kernel_id\":\"k\"},\"value\":[100,\"NaN\"]}]}}";
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    backend.start();
    String url = "http://127.0.0.1:" + backend.getAddress().getPort();
    try {
      assertThat(run("run", "rate", "--metric", "m", "--time", "100", "--url", url)).isZero();
      assertThat(
              run(
                  "run",
                  "rate",
                  "--metric",
                  "m",
                  "--since",
                  "1h",
                  "--step",
                  "60s",
                  "--end",
                  "7200",
                  "--by",
                  "",
                  "--url",
                  url,
                  "--json"))
          .isZero();
    } finally {
      backend.stop(0);
    }

    assertThat(asked.get(0)).startsWith("/api/v1/query query=sum by ()(rate(m[5m]))&time=100");
    assertThat(asked.get(1))
        .startsWith("/api/v1/query_range query=sum by ()(rate(m[5m]))&start=3600")
        .contains("&end=7200")
        .contains("&step=60");
    assertThat(out.toString())
        .startsWith(
            "{endpoint=\"/auth\", kernel_id=\"k\"} => NaN @[100]\n{\"resultType\":\"vector\"");
  }
}
