package lampas.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import lampas.model.label.Labels;
import lampas.promql.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationLoaderTest {
  @Test
  void theDefaultsAreThoseOfPrometheus() {
    assertThat(ServerConfiguration.defaults())
        .isEqualTo(
            new ServerConfiguration(
                new GlobalSettings(
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Labels.empty(),
                    ScrapeLimits.none()),
                List.of(),
                new ServerSettings(new ListenAddress("127.0.0.1", 9090)),
                new StorageSettings(Duration.ofDays(15), OptionalLong.empty(), 100_000),
                new QuerySettings(
                    Duration.ofMinutes(2),
                    50_000_000,
                    OptionalLong.empty(),
                    2_000_000,
                    Duration.ofMinutes(5),
                    20,
                    Dialect.PROMETHEUS_3,
                    Set.of())));
  }

  @Test
  void theDefaultsOfAJobAreThoseOfPrometheus() {
    ServerConfiguration configuration =
        load(
            """
            scrape_configs:
              - job_name: node
            """);
    assertThat(configuration.scrapeJobs()).containsExactly(ScrapeJob.named("node").build());
    assertThat(ScrapeJob.named("node").build())
        .isEqualTo(
            new ScrapeJob(
                "node",
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                "/metrics",
                ScrapeJob.Scheme.HTTP,
                Map.of(),
                false,
                true,
                false,
                true,
                true,
                Optional.empty(),
                Optional.empty(),
                ScrapeLimits.none(),
                List.of()));
  }

  @Test
  void everyKeyIsRead() {
    ServerConfiguration configuration =
        load(
            """
            global:
              scrape_interval: 20s
              scrape_timeout: 15s
              evaluation_interval: 30s
              external_labels:
                region: eu
                replica: 1
              body_size_limit: 5MB
              sample_limit: 1
              target_limit: 2
              label_limit: 3
              label_name_length_limit: 4
              label_value_length_limit: 5
            scrape_configs:
              - job_name: api
                scrape_interval: 5s
                scrape_timeout: 4s
                metrics_path: /m
                scheme: https
                params:
                  module: [http_2xx, icmp]
                honor_labels: true
                honor_timestamps: false
                track_timestamps_staleness: true
                enable_compression: false
                follow_redirects: false
                fallback_scrape_protocol: OpenMetricsText1.0.0
                basic_auth:
                  username: user
                  password_file: secret/password
                body_size_limit: 2GiB
                sample_limit: 10
                target_limit: 20
                label_limit: 30
                label_name_length_limit: 40
                label_value_length_limit: 50
                static_configs:
                  - targets: ["a:1", 'b']
                    labels:
                      zone: z
                  - targets: [c]
            server:
              listen: "[::1]:8080"
            storage:
              retention_time: 1d12h
              retention_bytes: 512MB
              max_exemplars: 500
            query:
              timeout: 30s
              max_samples: 1000
              max_bytes: 256MB
              max_series: 5000
              lookback_delta: 1m
              max_concurrency: 3
              dialect: prometheus-2
              enable_feature: promql-binop-fill-modifiers, promql-delayed-name-removal
            """);
    ScrapeLimits global = limits(5L << 20, 1, 2, 3, 4, 5);
    assertThat(configuration.global())
        .isEqualTo(
            new GlobalSettings(
                Duration.ofSeconds(20),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Labels.of("region", "eu", "replica", "1"),
                global));
    assertThat(configuration.scrapeJobs())
        .containsExactly(
            new ScrapeJob(
                "api",
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                "/m",
                ScrapeJob.Scheme.HTTPS,
                Map.of("module", List.of("http_2xx", "icmp")),
                true,
                false,
                true,
                false,
                false,
                Optional.of(
                    new Credentials.Basic(
                        new Secret.Inline("user"),
                        new Secret.InFile(Path.of("/etc/lampas/secret/password")))),
                Optional.of(ScrapeProtocol.OPEN_METRICS_1_0_0),
                limits(2L << 30, 10, 20, 30, 40, 50),
                List.of(
                    new TargetGroup(List.of("a:1", "b"), Labels.of("zone", "z")),
                    new TargetGroup(List.of("c"), Labels.empty()))));
    assertThat(configuration.server())
        .isEqualTo(new ServerSettings(new ListenAddress("::1", 8080)));
    assertThat(configuration.storage())
        .isEqualTo(new StorageSettings(Duration.ofHours(36), OptionalLong.of(512L << 20), 500));
    assertThat(configuration.query())
        .isEqualTo(
            new QuerySettings(
                Duration.ofSeconds(30),
                1000,
                OptionalLong.of(256L << 20),
                5000,
                Duration.ofMinutes(1),
                3,
                Dialect.PROMETHEUS_2,
                Set.of(Feature.FILL_MODIFIERS, Feature.DELAYED_NAME_REMOVAL)));
  }

  @Test
  void aJobTakesWhatItDoesNotSayFromTheGlobalBlock() {
    ServerConfiguration configuration =
        load(
            """
            global:
              scrape_interval: 8s
              sample_limit: 1
              label_limit: 3
            scrape_configs:
              - job_name: a
                sample_limit: 7
              - job_name: b
                scrape_interval: 2m
                label_limit: 0
            """);
    assertThat(configuration.global().scrapeTimeout()).isEqualTo(Duration.ofSeconds(8));
    ScrapeJob first = configuration.scrapeJobs().get(0);
    assertThat(first.interval()).isEqualTo(Duration.ofSeconds(8));
    assertThat(first.timeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(first.limits().samples()).hasValue(7);
    ScrapeJob second = configuration.scrapeJobs().get(1);
    assertThat(second.interval()).isEqualTo(Duration.ofMinutes(2));
    assertThat(second.timeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(second.limits().samples()).hasValue(1);
    assertThat(second.limits().labels()).hasValue(3);
  }

  @Test
  void credentialsHaveSeveralForms() {
    assertThat(credentials("authorization: {credentials: x}"))
        .contains(new Credentials.Token("Bearer", new Secret.Inline("x")));
    assertThat(credentials("authorization: {type: Other, credentials_file: /abs}"))
        .contains(new Credentials.Token("Other", new Secret.InFile(Path.of("/abs"))));
    assertThat(credentials("bearer_token: x"))
        .contains(new Credentials.Token("Bearer", new Secret.Inline("x")));
    assertThat(credentials("bearer_token_file: x"))
        .contains(new Credentials.Token("Bearer", new Secret.InFile(Path.of("/etc/lampas/x"))));
    assertThat(credentials("basic_auth: {username_file: u, password: p}"))
        .contains(
            new Credentials.Basic(
                new Secret.InFile(Path.of("/etc/lampas/u")), new Secret.Inline("p")));
    assertThat(credentials("authorization: {}")).isEmpty();
  }

  @Test
  void aSecretIsNotShown() {
    assertThat(credentials("basic_auth: {username: root, password: hunter2}").toString())
        .doesNotContain("hunter2")
        .doesNotContain("root");
  }

  @Test
  void nullIsTheSameAsNothing() {
    ServerConfiguration configuration =
        load(
            """
            global:
            scrape_configs:
              - job_name: a
                metrics_path:
                params: ~
                static_configs: null
            query:
            """);
    assertThat(configuration.scrapeJobs()).containsExactly(ScrapeJob.named("a").build());
    assertThat(configuration.query()).isEqualTo(ServerConfiguration.defaults().query());
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertProblems(
        """
        global:
          scrape_intervall: 15s
          scrape_timeout: 2m
          external_labels: [a]
        scrape_configs:
          - job_name: a
            relabel_configs: []
            kubernetes_sd_configs:
              - role: pod
            scheme: ftp
            honor_labels: maybe
            sample_limit: -1
            body_size_limit: 10
            static_configs:
              - targets: ["http://host/metrics", ""]
                lables: {}
          - job_name: a
            job_name: b
          - metrics_path: [1]
            whatever: 1
            fallback_scrape_protocol: PrometheusProto
          - text
        rule_files: [a.yml]
        storage:
          retention_time: forever
          tsdb: {}
        query:
          max_samples: 0
          max_concurrency: 99999999999
        """,
        "test.yml:2:3: global.scrape_intervall: unknown key (did you mean scrape_interval?)",
        "test.yml:3:19: global.scrape_timeout: 2m" + " (expected: at most the scrape interval, 1m)",
        "test.yml:4:20: global.external_labels: a list (expected: keys and values)",
        "test.yml:7:5: scrape_configs[0].relabel_configs:"
            + " not supported (give labels under static_configs)",
        "test.yml:8:5: scrape_configs[0].kubernetes_sd_configs:"
            + " not supported (list the targets under static_configs)",
        "test.yml:10:13: scrape_configs[0].scheme: ftp (expected: http or https)",
        "test.yml:11:19: scrape_configs[0].honor_labels: maybe (expected: true or false)",
        "test.yml:12:19: scrape_configs[0].sample_limit: -1"
            + " (expected: a whole number, 0 or more)",
        "test.yml:13:22: scrape_configs[0].body_size_limit: 10"
            + " (expected: a size, such as 10MB)",
        "test.yml:15:18: scrape_configs[0].static_configs[0].targets:"
            + " \"http://host/metrics\" (expected: host:port, without a path)",
        "test.yml:15:18: scrape_configs[0].static_configs[0].targets:"
            + " \"\" (expected: host:port, without a path)",
        "test.yml:16:9: scrape_configs[0].static_configs[0].lables:"
            + " unknown key (did you mean labels?)",
        "test.yml:17:15: scrape_configs[1].job_name: a comes twice"
            + " (expected: a name of its own)",
        "test.yml:18:5: scrape_configs[1].job_name: comes twice (expected: once)",
        "test.yml:19:5: scrape_configs[2].job_name: missing (expected: a name)",
        "test.yml:19:19: scrape_configs[2].metrics_path: a list (expected: a text)",
        "test.yml:20:5: scrape_configs[2].whatever: unknown key (expected one of: job_name,",
        "test.yml:21:31: scrape_configs[2].fallback_scrape_protocol: PrometheusProto"
            + " (expected: one of PrometheusText0.0.4, PrometheusText1.0.0,"
            + " OpenMetricsText0.0.1, OpenMetricsText1.0.0)",
        "test.yml:22:5: scrape_configs[3]: text (expected: keys and values)",
        "test.yml:22:5: scrape_configs[3].job_name: missing (expected: a name)",
        "test.yml:23:1: rule_files: not supported"
            + " (Lampas scrapes, stores and answers queries)",
        "test.yml:25:19: storage.retention_time: forever"
            + " (expected: a duration above 0, such as 15s or 1h30m)",
        "test.yml:26:3: storage.tsdb: not supported (see storage.retention_time)",
        "test.yml:28:16: query.max_samples: 0 (expected: a whole number above 0)",
        "test.yml:29:20: query.max_concurrency: 99999999999"
            + " (expected: a whole number above 0)");
  }

  @Test
  void credentialsThatContradictAreTold() {
    assertProblems(
        """
        scrape_configs:
          - job_name: a
            bearer_token: x
            bearer_token_file: y
            authorization: {type: Basic, credentials: z}
            basic_auth: {password: p, password_file: q, user: u}
        """,
        "test.yml:4:24: scrape_configs[0].bearer_token_file:"
            + " given beside bearer_token (expected: one of them)",
        "test.yml:5:20: scrape_configs[0].authorization:"
            + " given beside basic_auth (expected: one of them)",
        "test.yml:6:46: scrape_configs[0].basic_auth.password_file:"
            + " given beside password (expected: one of them)",
        "test.yml:6:49: scrape_configs[0].basic_auth.user: unknown key (expected one of:");
  }

  @Test
  void aTextThatIsNotYamlIsTold() {
    assertProblems("a: [1\nb: 2\n", "test.yml:2:2: not YAML: ");
    assertProblems("- a\n", "test.yml:1:1: a list (expected: keys and values)");
  }

  @Test
  void theEnvironmentAndThenTheFlagsOverrideTheFile() {
    ConfigurationLoader loader =
        ConfigurationLoader.text(
            "test.yml",
            "server: {listen: 'a:1'}\nquery: {timeout: 1s, max_samples: 1}\n",
            Path.of("/"));
    Map<String, String> environment =
        Map.of(
            "LAMPAS_SERVER_LISTEN", ":2",
            "LAMPAS_STORAGE_RETENTION_TIME", "2d",
            "LAMPAS_STORAGE_RETENTION_BYTES", "1KB",
            "LAMPAS_QUERY_TIMEOUT", "2s",
            "PATH", "/bin");
    Map<String, String> flags = Map.of("--query.timeout", "3s", "--storage.retention-time", "3d");
    ServerConfiguration configuration = loader.environment(environment).flags(flags).load();
    assertThat(configuration.server().listen()).isEqualTo(new ListenAddress("", 2));
    assertThat(configuration.storage())
        .isEqualTo(new StorageSettings(Duration.ofDays(3), OptionalLong.of(1024), 100_000));
    assertThat(configuration.query().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(configuration.query().maxSamples()).isEqualTo(1);
  }

  @Test
  void wrongOverridesAreTold() {
    ConfigurationLoader loader =
        ConfigurationLoader.empty()
            .environment(Map.of("LAMPAS_QUERY_MAX_SAMPLES", "many"))
            .flags(Map.of("--server.listen", "9090"));
    assertThatThrownBy(loader::load)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong ->
                assertThat(wrong.problems())
                    .containsExactly(
                        "--server.listen: 9090 (expected: host:port, such as 127.0.0.1:9090)",
                        "LAMPAS_QUERY_MAX_SAMPLES: many (expected: a whole number above 0)"));
  }

  @Test
  void aFileIsReadFromItsFolder(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("lampas.yml");
    Files.writeString(
        file, "scrape_configs: [{job_name: a, bearer_token_file: t}]\nserver: {port: 1}\n");
    assertThatThrownBy(() -> ConfigurationLoader.file(file).load())
        .hasMessage(file + ":2:10: server.port: unknown key (expected one of: listen)");
    Files.writeString(file, "scrape_configs: [{job_name: a, bearer_token_file: t}]\n");
    assertThat(ConfigurationLoader.file(file).load().scrapeJobs().getFirst().credentials())
        .contains(new Credentials.Token("Bearer", new Secret.InFile(folder.resolve("t"))));
    Path missing = folder.resolve("missing.yml");
    assertThatThrownBy(() -> ConfigurationLoader.file(missing).load())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(missing + ": no such file (expected: a YAML file)");
  }

  private static Optional<Credentials> credentials(String line) {
    return load("scrape_configs:\n  - job_name: a\n    " + line + "\n")
        .scrapeJobs()
        .getFirst()
        .credentials();
  }

  private static ServerConfiguration load(String yaml) {
    return ConfigurationLoader.text("test.yml", yaml, Path.of("/etc/lampas")).load();
  }

  private static void assertProblems(String yaml, String... beginnings) {
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong -> {
              List<String> problems = wrong.problems();
              for (int i = 0; i < Math.min(problems.size(), beginnings.length); i++) {
                assertThat(problems.get(i)).startsWith(beginnings[i]);
              }
              assertThat(problems).hasSize(beginnings.length);
            });
  }

  private static ScrapeLimits limits(
      long body, int samples, int targets, int labels, int nameBytes, int valueBytes) {
    return new ScrapeLimits(
        OptionalLong.of(body),
        OptionalInt.of(samples),
        OptionalInt.of(targets),
        OptionalInt.of(labels),
        OptionalInt.of(nameBytes),
        OptionalInt.of(valueBytes));
  }
}
