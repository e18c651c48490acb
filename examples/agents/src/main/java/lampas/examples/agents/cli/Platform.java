package lampas.examples.agents.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.config.RedisUrl;
import lampas.examples.agents.redis.OwnRedis;

/**
 * The services of the platform in processes of their own, watched until they are told to stop.
 *
 * <p>Workers that end by themselves are started again, up to a limit. An orchestrator or a Redis
 * that does is told of, and makes the exit code 3 in the end; the others go on.
 */
final class Platform {
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final int MOST_RESTARTS = 10;
  private static final Pattern READY =
      Pattern.compile(RunningService.READY + " \\S+ at (http://[^;]+);");

  /* Ctrl-C reaches the services no later than this process. */
  private static final Duration SAME_SIGNAL = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final Optional<Path> lastMetrics;
  private final Map<String, ChildProcess> children = new ConcurrentHashMap<>();
  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile Optional<OwnRedis> ownRedis = Optional.empty();
  private volatile boolean introduced;

  Platform(PrintWriter out, Optional<Path> lastMetrics) {
    this.out = out;
    this.lastMetrics = lastMetrics;
  }

  /** Runs until it is told to stop, or nothing is left that could do anything. */
  int run(AgentsConfiguration configuration, Map<String, String> flags, boolean untilEndOfInput)
      throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopByRequest, "stop"));
    String redis = configuration.redis().orElseGet(() -> startRedis(configuration));
    List<PlannedService> plan =
        PlannedService.all(configuration, flags, lastMetrics, ownRedis.map(OwnRedis::pid));
    try {
      for (PlannedService service : plan) {
        start(service, redis, plan.size());
      }
    } catch (IOException failed) {
      stop();
      throw failed;
    }
    if (untilEndOfInput) {
      Thread.ofPlatform().daemon().name("input").start(Platform::exitAtEndOfInput);
    }
    stopped.await();
    return ExitCode.OK.code();
  }

  private String startRedis(AgentsConfiguration configuration) {
    OwnRedis redis = OwnRedis.start(configuration.ownRedis());
    ownRedis = Optional.of(redis);
    say(
        "started redis, process %d, at %s: the redis-server carried by embedded-redis, append-only"
                .formatted(redis.pid(), RedisUrl.shown(redis.url()))
            + " file in "
            + redis.data()
            + (configuration.ownRedis().data().isPresent() ? "" : ", deleted at the end"));
    var unused = redis.ended().thenAccept(ended -> redisEnded());
    return redis.url();
  }

  private void start(PlannedService service, String redis, int all) throws IOException {
    ChildProcess child =
        ChildProcess.start(
            service.name(),
            service.arguments(),
            /* Not as a flag: it may hold a password, and everybody can see flags. */
            Map.of("AGENTS_REDIS", redis),
            line -> show(service.name(), line, all));
    children.put(service.name(), child);
    say("started " + service.name() + ", process " + child.pid());
    var unused = child.exit().thenAccept(code -> ended(service, child, code, redis, all));
  }

  private void show(String name, String line, int all) {
    synchronized (out) {
      out.println(name + " | " + line);
      out.flush();
    }
    Matcher ready = READY.matcher(line);
    if (ready.find()) {
      addresses.put(name, ready.group(1));
      introduce(all);
    }
  }

  private synchronized void introduce(int all) {
    if (introduced || addresses.size() < all) {
      return;
    }
    introduced = true;
    say("all services listen");
    addresses.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry ->
            say(
                "  %s  %s  metrics %s/metrics"
                    .formatted(entry.getKey(), entry.getValue(), entry.getValue())));
    say(
        "try: curl -H 'Content-Type: application/json' -d"
            + " '{\"workflow\":\"report\",\"input\":{\"topic\":\"tea\"}}' "
            + addresses.get(PlannedService.ORCHESTRATOR)
            + "/tasks");
  }

  private void ended(PlannedService service, ChildProcess child, int code, String redis, int all) {
    if (wasAsked()) {
      return;
    }
    String what = "%s has ended by itself, exit code %d".formatted(child.name(), code);
    boolean again = service.isRestarted() && restarts.incrementAndGet() <= MOST_RESTARTS;
    if (!again) {
      lost.incrementAndGet();
      say(what + "; it is not started again");
      if (children.values().stream().noneMatch(ChildProcess::isAlive)) {
        say("no service is left");
        stopped.countDown();
      }
      return;
    }
    say(what + "; it is started again");
    try {
      start(service, redis, all);
      if (stopping.getCount() == 0) {
        /* It came too late for those that were told to stop. */
        Optional.ofNullable(children.get(service.name())).ifPresent(ChildProcess::stop);
      }
    } catch (IOException failed) {
      lost.incrementAndGet();
      say(service.name() + " cannot be started again: " + failed.getMessage());
    }
  }

  private void redisEnded() {
    if (!wasAsked()) {
      lost.incrementAndGet();
      say("redis has ended by itself; it is not started again");
    }
  }

  private boolean wasAsked() {
    try {
      return stopping.await(SAME_SIGNAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /* On a signal the JVM's exit code is the signal's, 130 or 143, unless something was wrong. */
  private void stopByRequest() {
    boolean killed = stop();
    stopped.countDown();
    if (lost.get() > 0 || killed) {
      say("not everything was there to the end; exit code " + ExitCode.UNAVAILABLE.code());
      Runtime.getRuntime().halt(ExitCode.UNAVAILABLE.code());
    }
  }

  /** Ends the services, then Redis; whether one had to be killed. */
  private boolean stop() {
    stopping.countDown();
    List<ChildProcess> running =
        new ArrayList<>(children.values().stream().filter(ChildProcess::isAlive).toList());
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
    ownRedis.ifPresent(OwnRedis::close);
    return killed;
  }

  private static void exitAtEndOfInput() {
    ExitCode code = ExitCode.OK;
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      code = ExitCode.UNAVAILABLE;
    }
    System.exit(code.code());
  }

  private void say(String message) {
    synchronized (out) {
      out.println("agents: " + message);
      out.flush();
    }
  }
}
