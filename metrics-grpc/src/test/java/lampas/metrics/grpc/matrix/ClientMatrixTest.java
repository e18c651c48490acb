package lampas.metrics.grpc.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientMatrixTest {
  @Test
  void everyCallOfAClientIsRecordedOnceWithTheCodeThatTheApplicationSaw() throws Exception {
    List<Row> rows = ClientMatrix.run();

    assertThat(rows).hasSize(30);
    assertThat(rows.stream().filter(row -> !row.isRight()).map(Row::text)).isEmpty();
    assertThat(Files.readString(Path.of("../docs/grpc.md"))).contains(Table.of(rows));
  }
}
