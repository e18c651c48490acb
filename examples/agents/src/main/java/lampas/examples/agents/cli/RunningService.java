package lampas.examples.agents.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.examples.agents.config.RedisUrl;
import lampas.examples.agents.service.Service;

/**
 * A service in this process, from start to stop.
 *
 * @param name what it is called
 * @param out what people read
 * @param lastMetrics where the metrics go at the end
 * @param orphaned what is done last if the standard input ended, because who started this process
 *     did; empty if its end means nothing
 */
record RunningService(
    String name, PrintWriter out, Optional<Path> lastMetrics, Optional<Runnable> orphaned) {
  /** The first word of the line that says that a service listens. */
  static final String READY = "ready:";

  int run(Service service, String redis) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean inputEnded = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop(service);
                  if (inputEnded.get()) {
                    orphaned.ifPresent(Runnable::run);
                  }
                  stopped.countDown();
                },
                "stop"));
    say("%s %s at %s; Redis at %s".formatted(READY, name, service.uri(), RedisUrl.shown(redis)));
    if (orphaned.isPresent()) {
      Thread.ofPlatform().daemon().name("input").start(() -> exitAtEndOfInput(inputEnded));
    }
    stopped.await();
    return ExitCode.OK.code();
  }

  private void stop(Service service) {
    service.close();
    lastMetrics.ifPresent(file -> {
      try {
        Files.writeString(file, service.lastMetrics());
      } catch (IOException e) {
        say(file + ": not written (expected: a file that can be): " + e);
      }
    });
    say("stopped: " + name);
  }

  private void say(String message) {
    out.println("agents: " + message);
    out.flush();
  }

  /* Whoever started this process holds the other end, so it ends with them even if they crash. */
  private static void exitAtEndOfInput(AtomicBoolean ended) {
    ExitCode code = ExitCode.OK;
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      code = ExitCode.UNAVAILABLE;
    }
    ended.set(true);
    System.exit(code.code());
  }
}
