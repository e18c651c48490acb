package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Proposals and read barriers a second, with 1 node and with 3 in one process. Run it by hand:
 * {@code java -cp … lampas.examples.metastore.raft.ReplicaBenchmark [folder]}. The folder should be
 * on the disk that matters: each write is flushed there.
 */
final class ReplicaBenchmark {
  private static final long SECONDS = 4;

  private ReplicaBenchmark() {}

  /** Runs all of it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path root =
        args.length > 0
            ? Files.createTempDirectory(Path.of(args[0]), "raft")
            : Files.createTempDirectory("raft");
    for (int size : new int[] {1, 3}) {
      try (TestCluster cluster =
          new TestCluster(Files.createDirectories(root.resolve("" + size)), size).startAll()) {
        Replica leader = cluster.replica(cluster.leader());
        ByteString entry = ByteString.copyFromUtf8("x".repeat(200));
        leader.propose(entry).join();
        for (int callers : new int[] {1, 64, 512}) {
          run(size + " nodes, proposals", callers, () -> leader.propose(entry));
        }
        for (int callers : new int[] {1, 64, 512}) {
          run(size + " nodes, barriers", callers, leader::catchUp);
        }
        if (size > 1) {
          Replica follower = cluster.replica(cluster.follower());
          run(size + " nodes, proposals by a follower", 64, () -> follower.propose(entry));
          run(size + " nodes, barriers of a follower", 64, follower::catchUp);
        }
      }
    }
  }

  private static void run(String what, int callers, Supplier<CompletableFuture<?>> call)
      throws InterruptedException {
    measure(callers, call, 1);
    long start = System.nanoTime();
    long done = measure(callers, call, SECONDS);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%-36s %4d callers %10.0f/s%n", what, callers, done / seconds);
  }

  private static long measure(int callers, Supplier<CompletableFuture<?>> call, long seconds)
      throws InterruptedException {
    LongAdder done = new LongAdder();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                while (System.nanoTime() < end) {
                  call.get().join();
                  done.increment();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return done.sum();
  }
}
