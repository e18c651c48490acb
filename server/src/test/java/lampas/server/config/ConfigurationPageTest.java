package lampas.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md shows the table of settings that the code has, and examples that load. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");

  @Test
  void thePageHasARowForEverySettingAndNoOther() throws Exception {
    List<String> expected = Setting.all().stream().map(ConfigurationPageTest::row).toList();

    assertThat(Files.readString(PAGE).lines().filter(line -> line.contains("`LAMPAS_")))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void theExampleLoads() throws Exception {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    String example = page.substring(start, page.indexOf("```", start));

    ServerConfiguration loaded = ConfigurationLoader.text("example", example, Path.of("")).load();

    assertThat(loaded.scrapeJobs()).hasSize(1);
    assertThat(loaded.scrapeJobs().getFirst().interval()).hasSeconds(15);
    assertThat(loaded.storage().retentionBytes()).hasValue(2L << 30);
  }

  private static String row(Setting<?> setting) {
    Stream<String> names =
        Stream.of(
            setting.key(), setting.environmentName(), setting.flagName(), setting.defaultText());
    return names.map(name -> "| `" + name + "` ").collect(Collectors.joining())
        + "| "
        + setting.description()
        + " |";
  }
}
