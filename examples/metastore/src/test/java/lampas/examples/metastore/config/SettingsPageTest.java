package lampas.examples.metastore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metastore.md shows the table of settings that the code has, and an example that loads. */
class SettingsPageTest {
  private static final Path PAGE = Path.of("../../docs/metastore.md");

  @Test
  void thePageHasARowForEverySettingAndNoOther() throws Exception {
    List<String> expected = Setting.all().stream().map(SettingsPageTest::row).toList();

    assertThat(Files.readString(PAGE).lines().filter(line -> line.startsWith("| `server.")))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void namesOfVariablesAndFlagsDeriveFromTheKey() {
    assertThat(Setting.ENABLE_PROMETHEUS.environmentName())
        .isEqualTo("METASTORE_MONITORING_ENABLE_PROMETHEUS");
    assertThat(Setting.PROMETHEUS_PORT.environmentName())
        .isEqualTo("METASTORE_MONITORING_PROMETHEUS_PORT");
    assertThat(Setting.SLOW_REQUEST_THRESHOLD.flagName())
        .isEqualTo("--monitoring.slow-request-threshold");
    assertThat(Setting.PORT.flagName()).isEqualTo("--port");
  }

  @Test
  void theExampleLoads() throws Exception {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    String example = page.substring(start, page.indexOf("```", start));

    MetastoreConfiguration loaded = ConfigurationLoader.text("example", example).load();

    assertThat(loaded.members()).hasSize(3);
    assertThat(loaded.monitoring().prometheusPort()).isEqualTo(9091);
  }

  private static String row(Setting<?> setting) {
    Stream<String> names =
        Stream.of(
            setting.key(), setting.environmentName(), setting.flagName(), setting.defaultText());
    return names
            .map(name -> name.isEmpty() ? "| empty " : "| `" + name + "` ")
            .collect(Collectors.joining())
        + "| "
        + setting.description()
        + " |";
  }
}
