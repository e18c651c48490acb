package lampas.examples.agents.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationLoaderTest {
  private static final AgentsConfiguration DEFAULTS =
      new AgentsConfiguration(
          Optional.empty(),
          new OwnRedisSettings(0, Optional.empty()),
          new LogSettings("agents", Duration.ofSeconds(2), 10_000, Duration.ofHours(1)),
          new HttpSettings("127.0.0.1", 8080, 8081, 65_536),
          new WorkerSettings(
              1, 16, 3, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(20)),
          "0.1.0");

  @Test
  void withoutAnythingThereAreTheDefaults() {
    assertThat(ConfigurationLoader.empty().load()).isEqualTo(DEFAULTS);
  }

  @Test
  void everySettingHasItsPlace() {
    Map<String, String> flags = new HashMap<>();
    flags.put("--redis", "rediss://:secret@host:1/2");
    flags.put("--redis-port", "2");
    flags.put("--data", "data");
    flags.put("--host", "0.0.0.0");
    flags.put("--port", "3");
    flags.put("--workers-port", "4");
    flags.put("--worker-processes", "5");
    flags.put("--concurrency", "6");
    flags.put("--attempts", "7");
    flags.put("--claim-idle", "8s");
    flags.put("--task-timeout", "9s");
    flags.put("--drain", "10s");
    flags.put("--queue-limit", "11");
    flags.put("--body-bytes", "12");
    flags.put("--retention", "13s");
    flags.put("--redis-timeout", "14s");
    flags.put("--prefix", "fifteen");
    flags.put("--service-version", "16");
    AgentsConfiguration expected =
        new AgentsConfiguration(
            Optional.of("rediss://:secret@host:1/2"),
            new OwnRedisSettings(2, Optional.of(Path.of("data"))),
            new LogSettings("fifteen", Duration.ofSeconds(14), 11, Duration.ofSeconds(13)),
            new HttpSettings("0.0.0.0", 3, 4, 12),
            new WorkerSettings(
                5, 6, 7, Duration.ofSeconds(8), Duration.ofSeconds(9), Duration.ofSeconds(10)),
            "16");
    assertThat(flags).hasSameSizeAs(Setting.all());
    Map<String, String> environment = new HashMap<>();
    Setting.all()
        .forEach(
            setting -> environment.put(setting.environmentName(), flags.get(setting.flagName())));

    assertThat(ConfigurationLoader.empty().withFlags(flags).load()).isEqualTo(expected);
    assertThat(ConfigurationLoader.empty().withEnvironment(environment).load()).isEqualTo(expected);
  }

  @Test
  void aFlagWinsOverTheEnvironment() {
    ConfigurationLoader loader =
        ConfigurationLoader.empty()
            .withEnvironment(Map.of("AGENTS_PORT", "1", "HOME", "/"))
            .withFlags(Map.of("--port", "2"));

    assertThat(loader.load().http().port()).isEqualTo(2);
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnceAndNoUrlIsShown() {
    ConfigurationLoader loader =
        ConfigurationLoader.empty()
            .withEnvironment(Map.of("AGENTS_ATEMPTS", "1"))
            .withFlags(
                Map.of(
                    "--redis", "http://:secret@host",
                    "--concurrency", "0",
                    "--claim-idle", "-1s",
                    "--prefix", "a b"));

    assertThatThrownBy(loader::load)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            """
            AGENTS_ATEMPTS: unknown variable (did you mean AGENTS_ATTEMPTS?)
            --redis: not understood (expected: a URL, such as redis://127.0.0.1:6379)
            --prefix: a b (expected: letters, digits, - and _)
            --concurrency: 0 (expected: a whole number, 1 to 10000)
            --claim-idle: -1s (expected: a duration above 0, such as 100ms or 5m)\
            """);
  }

  @Test
  void aUrlIsShownWithoutItsPassword() {
    assertThat(RedisUrl.shown("redis://user:secret@host:7000/1")).isEqualTo("host:7000");
    assertThat(RedisUrl.shown("redis://host")).isEqualTo("host:6379");
  }
}
