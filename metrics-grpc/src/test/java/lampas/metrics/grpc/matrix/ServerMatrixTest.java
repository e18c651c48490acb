package lampas.metrics.grpc.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerMatrixTest {
  @Test
  void everyCallOnAGuardedServerIsRecordedOnceWithTheCodeThatTheClientSaw() throws Exception {
    requireRight(ServerMatrix.run(ServerMatrix.Mode.GUARDED));
  }

  @Test
  void everyCallOnAServerThatIsOnlyMeasuredIsRecordedOnceWithTheCodeThatTheClientSaw()
      throws Exception {
    requireRight(ServerMatrix.run(ServerMatrix.Mode.MEASURED_ONLY));
  }

  private static void requireRight(List<Row> rows) throws IOException {
    assertThat(rows).hasSize(30);
    assertThat(rows.stream().filter(row -> !row.isRight()).map(Row::text)).isEmpty();
    assertThat(Files.readString(Path.of("../docs/grpc.md"))).contains(Table.of(rows));
  }
}
