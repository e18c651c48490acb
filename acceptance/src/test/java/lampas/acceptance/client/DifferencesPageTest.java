package lampas.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DifferencesPageTest {
  @Test
  void thePageOfTheClientShowsTheTable() {
    assertThat(Path.of("../docs/client.md")).content().contains("\n" + Difference.table() + "\n");
  }
}
