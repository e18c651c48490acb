package lampas.server.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lampas.promql.Dialect;
import lampas.promql.syntax.Experiment;
import lampas.server.config.ConfigurationException;
import lampas.server.config.ConfigurationLoader;
import lampas.server.proxy.AuditSettings.Target;
import lampas.server.proxy.GatewayServerSettings;
import lampas.server.proxy.TenantAccess;
import lampas.server.proxy.tenant.ForcedLabel;
import lampas.server.proxy.tenant.TenantLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayReaderTest {
  private static final Path PAGE = Path.of("../docs/gateway.md");

  @TempDir private Path folder;

  private GatewayServerSettings read(String yaml) {
    return GatewayReader.read(ConfigurationLoader.text("gateway.yml", yaml, folder), Map.of());
  }

  @Test
  void theLeastFileHasTheDefaults() {
    GatewayServerSettings settings =
        read(
            """
            upstream: {url: "http://127.0.0.1:9090/prefix/"}
            tenants: [{name: a, matchers: {tenant: a}, anonymous: true}]
            """);

    assertThat(settings.http().port()).isEqualTo(9095);
    assertThat(settings.http().tls()).isEmpty();
    assertThat(settings.telemetry()).isEmpty();
    assertThat(settings.upstream().url()).isEqualTo(URI.create("http://127.0.0.1:9090/prefix/"));
    assertThat(settings.upstream().connectTimeout()).hasSeconds(5);
    assertThat(settings.upstream().credentials()).isEmpty();
    assertThat(settings.gateway().parser().dialect()).isEqualTo(Dialect.PROMETHEUS_3);
    assertThat(settings.gateway().parser().experiments()).isEmpty();
    assertThat(settings.gateway().audit().target()).isEqualTo(new Target.None());
    assertThat(settings.gateway().answerMemoryBytes()).isEqualTo(256L << 20);
    TenantAccess tenant = settings.gateway().tenants().getFirst();
    assertThat(tenant.tenant().limits()).isEqualTo(TenantLimits.defaults());
    assertThat(tenant.anonymous()).isTrue();
  }

  @Test
  void theBackendAndTheViewsCanBeSaid() {
    String tenants = "tenants: [{name: a, matchers: {tenant: a}, anonymous: true}]\n";
    Map<String, String> environment = Map.of("VICTORIAMETRICS_URL", "http://vm:8428/prometheus");

    GatewayServerSettings settings =
        GatewayReader.read(
            ConfigurationLoader.text(
                "gateway.yml",
                tenants
                    + "views: {namespace: tta, query_timeout: 7s, health_timeout: 2s,"
                    + " stale_after: 9s}\n",
                folder),
            environment);

    assertThat(settings.upstream().url()).isEqualTo(URI.create("http://vm:8428/prometheus"));
    assertThat(settings.upstream().connectTimeout()).hasSeconds(5);
    assertThat(settings.gateway().views().namespace()).isEqualTo("tta");
    assertThat(settings.gateway().views().queryTimeout()).hasSeconds(7);
    assertThat(settings.gateway().views().healthTimeout()).hasSeconds(2);
    assertThat(settings.gateway().views().staleAfter()).hasSeconds(9);
    assertThat(
            GatewayReader.read(
                    ConfigurationLoader.text(
                        "gateway.yml", tenants + "upstream: {url: \"http://own:1\"}\n", folder),
                    environment)
                .upstream()
                .url())
        .isEqualTo(URI.create("http://own:1"));
  }

  @Test
  void everyKeyIsRead() throws Exception {
    Files.writeString(folder.resolve("t"), "token");
    GatewayServerSettings settings =
        read(
            """
            listen: 0.0.0.0:1
            telemetry_listen: 127.0.0.1:2
            max_connections: 3
            answer_memory: 4MB
            audit: {file: a.jsonl, expression_length: 5}
            upstream:
              url: https://backend
              connect_timeout: 6s
              dialect: prometheus-2
              experiments: functions, fill-modifiers
              bearer_token: secret
            limits: {range: 7d, reach: 8h, points: 9, series: 10, answer_bytes: 11KB,
              query_length: 12, concurrency: 13, queue: 0, timeout: 14s, rate: 1.5, burst: 15}
            tenants:
              - name: a
                matchers: {tenant: a, env: [prod, test]}
                tokens_sha256: ["%s"]
                token_files: [t]
                limits: {points: 16, range: 0}
            """
                .formatted("AB".repeat(32)));

    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    assertThat(settings.http().maximumConnections()).isEqualTo(3);
    assertThat(settings.telemetry().orElseThrow().port()).isEqualTo(2);
    assertThat(settings.gateway().answerMemoryBytes()).isEqualTo(4 << 20);
    assertThat(settings.gateway().audit().target())
        .isEqualTo(new Target.File(folder.resolve("a.jsonl")));
    assertThat(settings.gateway().audit().expressionLength()).isEqualTo(5);
    assertThat(settings.upstream().connectTimeout()).hasSeconds(6);
    assertThat(settings.upstream().credentials().orElseThrow().header()).isEqualTo("Bearer secret");
    assertThat(settings.gateway().parser().dialect()).isEqualTo(Dialect.PROMETHEUS_2);
    assertThat(settings.gateway().parser().experiments())
        .isEqualTo(Set.of(Experiment.FUNCTIONS, Experiment.FILL_MODIFIERS));
    TenantAccess access = settings.gateway().tenants().getFirst();
    assertThat(access.tokens()).hasSize(2);
    assertThat(access.tenant().labels())
        .containsExactly(
            ForcedLabel.of("tenant", "a"), new ForcedLabel("env", Set.of("prod", "test")));
    TenantLimits limits = access.tenant().limits();
    assertThat(limits.range()).isEmpty();
    assertThat(limits.reach()).contains(Duration.ofHours(8));
    assertThat(limits.points()).isEqualTo(16);
    assertThat(limits.series()).isEqualTo(10);
    assertThat(limits.answerBytes()).isEqualTo(11 << 10);
    assertThat(limits.queryLength()).isEqualTo(12);
    assertThat(limits.concurrency()).isEqualTo(13);
    assertThat(limits.queue()).isZero();
    assertThat(limits.timeout()).hasSeconds(14);
    assertThat(limits.rate()).hasValue(1.5);
    assertThat(limits.burst()).isEqualTo(15);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceWithItsPlace() {
    assertThatThrownBy(() ->
            read(
                """
                listn: 127.0.0.1:1
                upstream:
                  url: ftp://x
                  dialect: prometheus-4
                limits: {points: 0}
                tenants:
                  - name: a
                    matchers: {__name__: up}
                    tokens_sha256: [abc]
                    token_files: [missing]
                  - name: a
                    matchers: {tenant: []}
                    anonymous: maybe
                    certificates: ["CN=x"]
                """))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong ->
                assertThat(wrong.problems())
                    .containsExactlyInAnyOrder(
                        "gateway.yml:1:1: listn: unknown key (did you mean listen?)",
                        "gateway.yml:3:8: upstream.url: upstream URL: not one (expected:"
                            + " http://host:port or https://host:port and a path)",
                        "gateway.yml:4:12: upstream.dialect: prometheus-4 (expected: prometheus-3"
                            + " or prometheus-2)",
                        "gateway.yml:5:18: limits.points: 0 (expected: a whole number above 0)",
                        "gateway.yml:8:26: tenants[0].matchers.__name__: matcher: label"
                            + " \"__name__\" (expected: a name such as tenant, not one of __…)",
                        "gateway.yml:9:20: tenants[0].tokens_sha256: token digest: 3 characters"
                            + " (expected: SHA-256 as 64 hexadecimal digits)",
                        "gateway.yml:10:18: tenants[0].token_files: missing cannot be read"
                            + " (expected: a file with a token a line)",
                        "gateway.yml:12:24: tenants[1].matchers.tenant: matcher: tenant without a"
                            + " value (expected: values that are not empty)",
                        "gateway.yml:13:16: tenants[1].anonymous: maybe (expected: true or"
                            + " false)",
                        "gateway.yml:14:19: tenants[1].certificates: nobody is asked for one"
                            + " (expected: tls.client_ca_file)"));
  }

  @Test
  void whatIsMissingOrThereTwiceIsSaid() {
    assertThatThrownBy(() -> read(""))
        .hasMessageContaining("upstream: missing (expected: url: http://host:port)")
        .hasMessageContaining("tenants: none (expected: at least one)");
    assertThatThrownBy(() ->
            read(
                """
                upstream: {url: "http://x"}
                tenants:
                  - {name: a, matchers: {t: a}, anonymous: true}
                  - {name: a, matchers: {t: b}, anonymous: true}
                """))
        .hasMessageContaining("tenants: two are called a (expected: once)")
        .hasMessageContaining("tenants: two are anonymous (expected: once)");
  }

  @Test
  void thePageHasARowForEveryKeyAndNoOther() throws Exception {
    List<String> expected =
        GatewayKeys.all().stream()
            .map(key ->
                "| `%s` | %s | %s |"
                    .formatted(
                        key.path(),
                        key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`",
                        key.description()))
            .toList();
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf("| key | default |"), page.indexOf("## Tenants"));

    assertThat(
            table.lines().skip(2).filter(line -> line.startsWith("|")).collect(Collectors.toList()))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void theExampleOfThePageLoads() throws Exception {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    Files.writeString(folder.resolve("shop.tokens"), "x\n");

    GatewayServerSettings settings = read(page.substring(start, page.indexOf("```", start)));

    assertThat(settings.gateway().tenants())
        .extracting(access -> access.tenant().name())
        .containsExactly("shop", "billing");
  }
}
