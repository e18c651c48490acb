package lampas.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadException;
import lampas.metrics.reader.ReadLimits;
import lampas.model.error.ErrorKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fetches an exposition once, checks it and says what is in it. */
@Command(
    name = "scrape",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches a page of metrics, checks it line by line and summarises it.",
      "A malformed page is an error with line and column, and the exit code 2."
    })
final class ScrapeCommand implements Callable<Integer> {
  private static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
  private static final long BODY_LIMIT = 1L << 30;

  @Parameters(paramLabel = "URL", description = "The page, such as http://127.0.0.1:9100/metrics.")
  private String url = "";

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "How long to wait for the page. Default: ${DEFAULT-VALUE}.")
  private String timeout = "";

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    long start = System.nanoTime();
    Duration limit = BackendOptions.timeout(timeout);
    HttpResponse<InputStream> answer = fetch(limit);
    String contentType = answer.headers().firstValue("Content-Type").orElse("");
    ExpositionSyntax syntax =
        ExpositionSyntax.ofContentType(contentType)
            .orElseThrow(() ->
                new CommandException(
                    ErrorKind.USER,
                    "content type: \""
                        + contentType
                        + "\" (expected: text/plain or application/openmetrics-text)"));
    Exposition exposition;
    try (InputStream body = answer.body()) {
      /* The client's own timeout ends with the headers. */
      Duration left = limit.minusNanos(System.nanoTime() - start);
      CompletableFuture.delayedExecutor(left.toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> closeQuietly(body));
      exposition = Exposition.read(body, syntax, ReadLimits.STANDARD.withBodyBytes(BODY_LIMIT));
    } catch (ReadException malformed) {
      throw new CommandException(ErrorKind.USER, malformed.getMessage(), malformed);
    } catch (IOException broken) {
      throw new CommandException(
          ErrorKind.UNAVAILABLE,
          "page: broke off (expected: all of it, within " + timeout + ")",
          broken);
    }
    if (System.nanoTime() - start >= limit.toNanos()) {
      /* A body that is closed under its reader may look like one that has ended. */
      throw new CommandException(
          ErrorKind.UNAVAILABLE, "page: broke off (expected: all of it, within " + timeout + ")");
    }
    PrintWriter out = spec.commandLine().getOut();
    ExpositionSummary summary = ExpositionSummary.of(exposition);
    long bytes = exposition.bytes();
    out.print(json ? json(summary, contentType, bytes) : text(summary, contentType, bytes));
    out.flush();
    return ExitCode.OK.code();
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException ignored) {
      /* It is closed because nobody waits for it any more. */
    }
  }

  private HttpResponse<InputStream> fetch(Duration limit) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(BackendOptions.url(url))
            .header("Accept", ACCEPT)
            .timeout(limit)
            .build();
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(limit)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpResponse<InputStream> answer;
    try {
      answer = http.send(request, BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException late) {
      throw new CommandException(
          ErrorKind.UNAVAILABLE, "page: no answer (expected: within " + timeout + ")", late);
    } catch (IOException unreachable) {
      throw new CommandException(
          ErrorKind.UNAVAILABLE, "page: no HTTP answer from there (expected: one)", unreachable);
    }
    if (answer.statusCode() != 200) {
      throw new CommandException(
          ErrorKind.UNAVAILABLE, "page: HTTP status " + answer.statusCode() + " (expected: 200)");
    }
    return answer;
  }

  private static String text(ExpositionSummary summary, String contentType, long bytes) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%d families, %d series, %d bytes of %s%n"
            .formatted(summary.families().size(), summary.series(), bytes, contentType));
    for (ExpositionSummary.Family family : summary.families()) {
      out.append(
          String.format(
              Locale.ROOT, "%8d  %-10s %s%n", family.series(), family.kind(), family.name()));
    }
    return out.toString();
  }

  private static String json(ExpositionSummary summary, String contentType, long bytes) {
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("contentType", contentType).put("bytes", bytes);
    root.put("series", summary.series());
    ArrayNode families = root.putArray("families");
    for (ExpositionSummary.Family family : summary.families()) {
      families
          .addObject()
          .put("name", family.name())
          .put("type", family.kind())
          .put("unit", family.unit())
          .put("help", family.help())
          .put("series", family.series());
    }
    return root + "\n";
  }
}
