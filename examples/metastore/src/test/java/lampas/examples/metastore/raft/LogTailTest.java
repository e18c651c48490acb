package lampas.examples.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a log that Ratis wrote: three entries of ours, the last of which is damaged in each test. */
class LogTailTest {
  @TempDir Path root;

  private TestCluster cluster;
  private Path log;
  private byte[] whole;
  private int third;

  @BeforeEach
  void writeLog() throws IOException {
    cluster = new TestCluster(root, 1).startAll();
    cluster.put("n1", "first");
    cluster.put("n1", "second");
    cluster.replica("n1").propose(ByteString.copyFromUtf8("third ".repeat(100))).join();
    Path copy = root.resolve("copy");
    try (Stream<Path> files = Files.walk(cluster.folder("n1"))) {
      Path open =
          files
              .filter(file -> file.toString().contains("log_inprogress_"))
              .findFirst()
              .orElseThrow();
      Files.copy(open, copy);
      cluster.abandon("n1");
      log = open;
    }
    whole = Files.readAllBytes(copy);
    third = indexOf(whole, "third ");
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void aLogThatIsWholeStaysAsItIs() throws IOException {
    Path file = Files.write(root.resolve("whole"), whole);
    LogTail.cut(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void aLastEntryThatWasWrittenInPartIsCutOffAndTheNodeStarts() throws IOException {
    for (int written : new int[] {third - 5, third + 10, third + 300, third + 599}) {
      byte[] torn = whole.clone();
      Arrays.fill(torn, written, torn.length, (byte) 0);
      startsWithout(torn);
    }
  }

  @Test
  void aFileThatEndsWithinTheLastEntryIsCutOff() throws IOException {
    startsWithout(Arrays.copyOf(whole, third + 300));
  }

  @Test
  void aBrokenEntryBeforeOthersIsNotTakenForACrash() throws IOException {
    byte[] broken = whole.clone();
    broken[indexOf(whole, "second")] ^= 1;
    Path file = Files.write(root.resolve("broken"), broken);
    LogTail.cut(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(broken);
  }

  private void startsWithout(byte[] torn) throws IOException {
    removeSnapshots();
    Files.write(log, torn);
    cluster.start("n1").catchUp().join();
    assertThat(cluster.state("n1").entries()).containsExactly("first", "second");
    assertThat(cluster.put("n1", "after")).isEqualTo("3");
    cluster.abandon("n1");
  }

  /* Closing writes one and closes the log's file: back to how it was in the middle of writing. */
  private void removeSnapshots() throws IOException {
    try (Stream<Path> files = Files.walk(cluster.folder("n1"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.toFile().getName();
        if (name.startsWith("snapshot.") || name.startsWith("log_")) {
          Files.delete(file);
        }
      }
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    int found = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(found).isPositive();
    return found;
  }
}
