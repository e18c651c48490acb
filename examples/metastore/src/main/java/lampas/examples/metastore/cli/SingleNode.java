package lampas.examples.metastore.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.examples.metastore.config.Address;
import lampas.examples.metastore.config.MetastoreConfiguration;
import lampas.examples.metastore.node.CallCounts;
import lampas.examples.metastore.node.Node;

/**
 * A node in this process, from start to stop.
 *
 * @param out what people read
 * @param lastMetrics where the metrics go at the end
 * @param untilEndOfInput whether it stops when the standard input ends
 */
record SingleNode(PrintWriter out, Optional<Path> lastMetrics, boolean untilEndOfInput) {
  /** The first word of the line that says that a node is ready. */
  static final String READY = "ready:";

  int run(MetastoreConfiguration configuration) throws InterruptedException {
    Node node = Node.start(configuration);
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean stopping = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.set(true);
                  stop(node);
                  stopped.countDown();
                },
                "stop"));
    introduce(node, configuration);
    var unused =
        node.ended()
            .thenAcceptAsync(reason -> {
              if (!stopping.get()) {
                say("takes part no more: " + reason);
                System.exit(ExitCode.UNAVAILABLE.code());
              }
            });
    if (untilEndOfInput) {
      Thread.ofPlatform().daemon().name("input").start(SingleNode::exitAtEndOfInput);
    }
    stopped.await();
    return ExitCode.OK.code();
  }

  private void introduce(Node node, MetastoreConfiguration configuration) {
    Address clients = new Address(reachable(configuration.host()), node.port());
    String metrics = node.metrics().map(Object::toString).orElse("off");
    say(
        "%s %s serves clients at %s; metrics: %s; data: %s"
            .formatted(READY, node.name(), clients, metrics, configuration.folder()));
    if (!untilEndOfInput) {
      say("try: etcdctl --endpoints=" + clients + " put greeting hello");
    }
  }

  static String reachable(String host) {
    return host.equals("0.0.0.0") ? "127.0.0.1" : host;
  }

  private void stop(Node node) {
    node.close();
    node.page().ifPresent(page -> tell(node.name(), page));
    say("stopped: " + node.name());
  }

  private void tell(String name, String page) {
    say("calls of " + name + ", as it has counted them:");
    out.print(CallCounts.of(page).table());
    out.flush();
    lastMetrics.ifPresent(file -> {
      try {
        Files.writeString(file, page);
      } catch (IOException e) {
        say(file + ": not written (expected: a file that can be): " + e);
      }
    });
  }

  private void say(String message) {
    out.println("metastore: " + message);
    out.flush();
  }

  /* Whoever started this process holds the other end, so it ends with them even if they crash. */
  private static void exitAtEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      System.exit(ExitCode.UNAVAILABLE.code());
    }
    System.exit(ExitCode.OK.code());
  }
}
