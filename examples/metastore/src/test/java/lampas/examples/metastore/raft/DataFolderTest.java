package lampas.examples.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final UUID GROUP = new UUID(1, 2);

  @TempDir Path root;

  @Test
  void aMissingFolderIsMade() throws IOException {
    Path folder = root.resolve("a/b");
    DataFolder.prepare(folder, GROUP);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void snapshotsThatWereMovedAsideByAnUnfinishedInstallationComeBack() throws IOException {
    Path aside = file("sm.tmp20260101_000000.000/snapshot.1_5");
    DataFolder.prepare(root, GROUP);
    assertThat(own().resolve("sm/snapshot.1_5")).exists();
    assertThat(aside.getParent()).doesNotExist();
  }

  @Test
  void whatWasNotWrittenToTheEndIsRemoved() throws IOException {
    Path snapshot = file("sm/snapshot.1_5");
    Path half = file("sm/snapshot.1_9.tmp");
    Path received = file("tmp/snapshot-x/snapshot.1_9");
    Path old = file("sm.tmp20260101_000000.000/snapshot.1_3");
    DataFolder.prepare(root, GROUP);
    assertThat(snapshot).exists();
    assertThat(half).doesNotExist();
    assertThat(received).doesNotExist();
    assertThat(own().resolve("tmp")).doesNotExist();
    assertThat(old.getParent()).doesNotExist();
  }

  private Path own() {
    return root.resolve(GROUP.toString());
  }

  private Path file(String name) throws IOException {
    Path file = own().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }
}
