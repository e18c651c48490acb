package lampas.promql.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The samples of docs/testing-promql.md are code that runs. */
class PageTest {
  @Test
  void thePageShowsWhatOrdersTestRuns() throws IOException {
    String test = Files.readString(Path.of("src/test/java/lampas/promql/junit/OrdersTest.java"));
    String page = Files.readString(Path.of("../docs/testing-promql.md"));

    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(blocks).hasSize(3);
    assertThat(blocks)
        .allSatisfy(block -> assertThat(unindented(test)).contains(unindented(block)));
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
