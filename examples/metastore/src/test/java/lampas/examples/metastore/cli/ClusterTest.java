package lampas.examples.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.KVGrpc;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RangeRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.examples.metastore.node.CallCounts;
import lampas.examples.metastore.telemetry.Scraped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with three nodes, as processes: started, asked, one lost, stopped. */
class ClusterTest {
  private static final Pattern STARTED = Pattern.compile("started (node\\d), process (\\d+)");

  @TempDir private Path folder;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();

  @Test
  void threeNodesAgreeAndALostOneIsToldAndAllEndTogether() throws Exception {
    int port = freePorts(0, 1, 10, 11, 20, 21);
    int metrics = freePorts(0, 1, 2);
    Path counts = folder.resolve("last");
    Process command = start(port, metrics, counts);
    try {
      String ready = await("all nodes are ready");
      assertThat(ready).isEqualTo("metastore: all nodes are ready");
      put(port + 20, "a");
      for (int node = 0; node < 3; node++) {
        assertThat(get(port + 10 * node, "a")).isEqualTo(1);
        Scraped scraped =
            Scraped.from(URI.create("http://127.0.0.1:" + (metrics + node) + "/metrics"));
        assertThat(
                scraped.value(
                    "storage_operation_total",
                    "operation",
                    "put",
                    "storage",
                    "mvcc",
                    "status",
                    "ok"))
            .contains(1.0);
      }
      killNode("node2");
      assertThat(await("has ended by itself"))
          .isEqualTo(
              "metastore: node2 has ended by itself, exit code 137; it is not started again");
      put(port, "b");
    } finally {
      command.destroy();
      assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(command.exitValue()).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(Path.of(counts + ".node2")).doesNotExist();
    assertThat(calls(counts + ".node1") + calls(counts + ".node3")).isEqualTo(2);
    assertThat(processes()).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  private static long calls(String page) throws IOException {
    return CallCounts.of(Files.readString(Path.of(page))).rows().stream()
        .filter(row -> row.method().equals("/etcdserverpb.KV/Put") && row.code().equals("OK"))
        .mapToLong(CallCounts.Row::count)
        .sum();
  }

  private Process start(int port, int metrics, Path counts) throws IOException {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--nodes=3",
                "--port=" + port,
                "--metrics-port=" + metrics,
                "--data=" + folder.resolve("data"),
                "--last-metrics=" + counts)
            .redirectErrorStream(true)
            .start();
    Thread.ofVirtual()
        .start(() -> {
          try (var output = command.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
          } catch (IOException e) {
            lines.add("unreadable: " + e);
          }
        });
    return command;
  }

  private String await(String text) throws InterruptedException {
    while (true) {
      String line = lines.poll(60, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("not within 60 s: " + text + "\n" + String.join("\n", seen));
      }
      seen.add(line);
      if (line.contains(text)) {
        return line;
      }
    }
  }

  private void killNode(String name) {
    for (String line : seen) {
      Matcher started = STARTED.matcher(line);
      if (started.find() && started.group(1).equals(name)) {
        ProcessHandle.of(Long.parseLong(started.group(2))).orElseThrow().destroyForcibly();
        return;
      }
    }
    throw new AssertionError(name + ": not started\n" + String.join("\n", seen));
  }

  private List<Long> processes() {
    List<Long> pids = new ArrayList<>();
    for (String line : seen) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        pids.add(Long.parseLong(started.group(2)));
      }
    }
    assertThat(pids).hasSize(3);
    return pids;
  }

  private static void put(int port, String key) throws InterruptedException {
    ManagedChannel channel = channel(port);
    try {
      KVGrpc.newBlockingStub(channel)
          .put(PutRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build());
    } finally {
      channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private static long get(int port, String key) throws InterruptedException {
    ManagedChannel channel = channel(port);
    try {
      return KVGrpc.newBlockingStub(channel)
          .range(RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build())
          .getCount();
    } finally {
      channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private static ManagedChannel channel(int port) {
    return ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /** A port that is free and so are those at these distances above it. */
  private static int freePorts(int... distances) throws IOException {
    while (true) {
      int base;
      try (ServerSocket found = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        base = found.getLocalPort();
      }
      if (base < 65_000 && allFree(base, distances)) {
        return base;
      }
    }
  }

  private static boolean allFree(int base, int... distances) {
    for (int distance : distances) {
      try (ServerSocket free =
          new ServerSocket(base + distance, 1, InetAddress.getLoopbackAddress())) {
        assertThat(free.isBound()).isTrue();
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
