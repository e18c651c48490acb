package lampas.server.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import lampas.promql.syntax.ParserOptions;
import lampas.server.http.HttpSettings;
import lampas.server.proxy.AuditSettings.Target;
import lampas.server.proxy.tenant.ForcedLabel;
import lampas.server.proxy.tenant.Tenant;
import lampas.server.proxy.tenant.TenantLimits;
import lampas.server.view.ViewSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway before a scripted backend: tenant a (token "token-a") and b ("token-b"). */
final class RunningGateway implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  final HttpClient http = HttpClient.newHttpClient();
  private final GatewayServer server;

  private RunningGateway(GatewayServer server) {
    this.server = server;
  }

  record Answer(int status, HttpResponse<String> response) {
    String body() {
      return response.body();
    }

    JsonNode json() {
      return JSON.readTree(body());
    }

    String error() {
      return json().path("error").asString("");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  static RunningGateway before(ScriptedUpstream upstream) {
    return before(upstream, limits -> limits);
  }

  static RunningGateway before(ScriptedUpstream upstream, UnaryOperator<TenantLimits> limits) {
    return before(upstream, limits, AuditSettings.none());
  }

  static RunningGateway before(
      ScriptedUpstream upstream, UnaryOperator<TenantLimits> limits, AuditSettings audit) {
    return start(
        new GatewayServerSettings(
            HttpSettings.defaults(),
            Optional.of(HttpSettings.defaults()),
            new UpstreamSettings(upstream.uri(), Duration.ofSeconds(5), Optional.empty()),
            new GatewaySettings(
                List.of(access("a", limits), access("b", limits)),
                ParserOptions.defaults().withExperiments(java.util.Set.of()),
                audit,
                1 << 20,
                ViewSettings.defaults())));
  }

  static RunningGateway start(GatewayServerSettings settings) {
    return new RunningGateway(GatewayServer.start(settings, Clock.systemUTC()));
  }

  static AuditSettings audit(Path file) {
    return new AuditSettings(new Target.File(file), 100);
  }

  static TenantAccess access(String name, UnaryOperator<TenantLimits> limits) {
    return new TenantAccess(
        new Tenant(
            name, List.of(ForcedLabel.of("tenant", name)), limits.apply(TenantLimits.defaults())),
        List.of(new TokenSource.Digest(digest("token-" + name))),
        List.of(),
        false);
  }

  static String digest(String token) {
    return HexFormat.of().formatHex(Authentication.digest(token));
  }

  /** Limits for tests: what is empty is as it was. */
  static TenantLimits limits(
      TenantLimits from, Optional<Integer> series, Optional<Integer> bytes, Duration timeout) {
    return new TenantLimits(
        from.range(),
        from.reach(),
        from.points(),
        series.orElse(from.series()),
        bytes.orElse(from.answerBytes()),
        from.queryLength(),
        from.concurrency(),
        from.queue(),
        timeout,
        from.rate(),
        from.burst());
  }

  static TenantLimits turns(TenantLimits from, int concurrency, int queue) {
    return new TenantLimits(
        from.range(),
        from.reach(),
        from.points(),
        from.series(),
        from.answerBytes(),
        from.queryLength(),
        concurrency,
        queue,
        from.timeout(),
        from.rate(),
        from.burst());
  }

  static TenantLimits rate(TenantLimits from, double rate, int burst) {
    return new TenantLimits(
        from.range(),
        from.reach(),
        from.points(),
        from.series(),
        from.answerBytes(),
        from.queryLength(),
        from.concurrency(),
        from.queue(),
        from.timeout(),
        OptionalDouble.of(rate),
        burst);
  }

  URI uri() {
    return server.address();
  }

  URI telemetry() {
    return server.telemetryAddress().orElseThrow();
  }

  Answer query(String promql) {
    return get("/api/v1/query?query=" + encode(promql));
  }

  Answer get(String target) {
    return get(target, "Authorization", "Bearer token-a");
  }

  Answer get(String target, String... headers) {
    return send(HttpRequest.newBuilder(URI.create(uri() + target)).headers(headers));
  }

  Answer post(String target, String form) {
    return send(
        HttpRequest.newBuilder(URI.create(uri() + target))
            .header("Authorization", "Bearer token-a")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String metrics() {
    return send(HttpRequest.newBuilder(telemetry().resolve("/metrics"))).body();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
    server.close();
  }
}
