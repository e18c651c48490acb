package lampas.examples.agents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lampas.examples.agents.config.Setting;
import lampas.examples.agents.workflows.Field;
import lampas.examples.agents.workflows.WorkflowKind;
import org.junit.jupiter.api.Test;

/** The tables of the documentation are those of the code. */
class DocumentationTest {
  static final Path PAGE = Path.of("..", "..", "docs", "agents.md");

  @Test
  void everySettingHasItsRowAndNoOther() throws IOException {
    List<String> rows =
        Setting.all().stream()
            .map(setting ->
                "| `%s` | `%s` | %s | %s |"
                    .formatted(
                        setting.flagName(),
                        setting.environmentName(),
                        setting.defaultText().isEmpty()
                            ? "none"
                            : "`" + setting.defaultText() + "`",
                        setting.description()))
            .toList();

    assertThat(lines("| `--")).isEqualTo(rows);
  }

  @Test
  void everyWorkflowHasItsRowWithItsFields() throws IOException {
    for (WorkflowKind kind : WorkflowKind.values()) {
      String fields =
          String.join(
              ", ", kind.fields().stream().map(Field::name).map(name -> "`" + name + "`").toList());

      assertThat(lines("| `" + kind.label() + "` | " + fields)).hasSize(1);
    }
  }

  private static List<String> lines(String start) throws IOException {
    return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith(start)).toList();
  }
}
