package lampas.examples.metastore.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Nodes in processes of their own, watched until they are told to stop.
 *
 * <p>A node that ends by itself is told, and makes the exit code 3 in the end; the others go on.
 */
final class Cluster {
  private static final Duration STOP = Duration.ofSeconds(20);

  /* Ctrl-C reaches the nodes no later than this process. */
  private static final Duration SAME_SIGNAL = Duration.ofSeconds(1);

  private final ClusterPlan plan;
  private final PrintWriter out;
  private final List<ChildProcess> children = new ArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended;
  private final CountDownLatch ready;
  private final AtomicInteger lost = new AtomicInteger();

  Cluster(ClusterPlan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
    ended = new CountDownLatch(plan.nodes().size());
    ready = new CountDownLatch(plan.nodes().size());
  }

  /** Runs until all nodes have ended by themselves, and gives the exit code. */
  int run(Map<String, String> flags) throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopByRequest, "stop"));
    try {
      for (ClusterPlan.Planned node : plan.nodes()) {
        start(node, flags);
      }
    } catch (IOException failed) {
      stop();
      throw failed;
    }
    Thread.ofVirtual().start(this::introduce);
    ended.await();
    stopping.countDown();
    say("no node is left");
    return ExitCode.UNAVAILABLE.code();
  }

  private void start(ClusterPlan.Planned node, Map<String, String> flags) throws IOException {
    String name = node.member().name();
    List<String> arguments = new ArrayList<>();
    flags.forEach((flag, value) -> {
      String file = flag.equals(MetastoreCommand.LAST_METRICS) ? "." + name : "";
      arguments.add(flag + "=" + value + file);
    });
    /* The last one of a flag would be an error, so those that are the node's own replace. */
    List<String> own = plan.flags(node);
    arguments.removeIf(given ->
        own.stream().anyMatch(mine -> mine.split("=", 2)[0].equals(given.split("=", 2)[0])));
    arguments.addAll(own);
    ChildProcess child = ChildProcess.start(name, arguments, line -> show(name, line));
    synchronized (children) {
      children.add(child);
    }
    say("started " + name + ", process " + child.pid());
    var unused = child.exit().thenAccept(code -> childEnded(child, code));
  }

  private void show(String name, String line) {
    synchronized (out) {
      out.println(name + " | " + line);
      out.flush();
    }
    if (line.contains(SingleNode.READY)) {
      ready.countDown();
    }
  }

  private void introduce() {
    try {
      ready.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    say("all nodes are ready");
    for (ClusterPlan.Planned node : plan.nodes()) {
      say(
          "  %s  clients %s  metrics %s"
              .formatted(
                  node.member().name(),
                  node.member().client(),
                  node.metrics().map(address -> "http://" + address + "/metrics").orElse("off")));
    }
    say("try: etcdctl --endpoints=" + plan.endpoints() + " put greeting hello");
  }

  private void childEnded(ChildProcess child, int code) {
    boolean asked = false;
    try {
      asked = stopping.await(SAME_SIGNAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!asked) {
      lost.incrementAndGet();
      say(
          "%s has ended by itself, exit code %d; it is not started again"
              .formatted(child.name(), code));
      ended.countDown();
    }
  }

  /* On a signal the JVM's exit code is the signal's, 130 or 143, unless something was wrong. */
  private void stopByRequest() {
    boolean killed = stop();
    if (lost.get() > 0 || killed) {
      say("not all nodes were there to the end; exit code " + ExitCode.UNAVAILABLE.code());
      Runtime.getRuntime().halt(ExitCode.UNAVAILABLE.code());
    }
  }

  /** Ends all nodes; whether one had to be killed. */
  private boolean stop() {
    stopping.countDown();
    List<ChildProcess> running;
    synchronized (children) {
      running = children.stream().filter(ChildProcess::isAlive).toList();
    }
    running.forEach(ChildProcess::stop);
    boolean killed = false;
    for (ChildProcess child : running) {
      try {
        if (child.awaitOrKill(STOP)) {
          killed = true;
          say(child.name() + " did not stop within " + STOP.toSeconds() + " s and was killed");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return killed;
  }

  private void say(String message) {
    synchronized (out) {
      out.println("metastore: " + message);
      out.flush();
    }
  }
}
