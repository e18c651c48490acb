package lampas.promql.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
  @Test
  void thePageIsUpToDate() throws IOException {
    assertThat(Files.readString(ReferencePage.PAGE))
        .as("dev/reference writes the page anew")
        .isEqualTo(ReferencePage.text());
  }
}
