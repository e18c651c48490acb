package lampas.examples.agents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.examples.agents.Eventually;
import lampas.examples.agents.Http;
import lampas.examples.agents.redis.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is lost and nothing is done twice: workers are killed -9 while they work, Redis is killed
 * -9 and comes back, and in the end everything is counted.
 */
class LossTest {
  private static final int TASKS = 600;
  private static final int CLIENTS = 4;
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern ATTEMPTS = Pattern.compile("\"attempts\":(\\d+)");

  @TempDir private Path folder;

  private TestRedis redis;

  /** By the idempotency key of each. */
  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  private final AtomicInteger refused = new AtomicInteger();
  private final Semaphore allowed = new Semaphore(0);
  private int sent;

  @BeforeEach
  void startRedis() {
    redis = TestRedis.ofThisMachine(folder);
  }

  @AfterEach
  void stopRedis() {
    if (redis != null) {
      redis.close();
    }
  }

  @Test
  void everyAcceptedTaskHasExactlyOneResultWhoeverIsKilled() throws Exception {
    try (PlatformProcess platform =
        PlatformProcess.start(
            "--redis=" + redis.url(),
            "--worker-processes=2",
            "--concurrency=8",
            "--claim-idle=1s",
            "--attempts=20",
            "--redis-timeout=1s")) {
      URI orchestrator = platform.address("orchestrator");
      List<Thread> clients = new ArrayList<>();
      AtomicInteger next = new AtomicInteger();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Thread.ofVirtual().start(() -> send(orchestrator, next)));
      }
      sendUpTo(200, 100);
      platform.handle("workers1").destroyForcibly();
      sendUpTo(300, 220);
      redis.kill();
      redis.restart();
      Eventually.holds("is back", () -> platform.count("ready: workers at") == 3);
      sendUpTo(450, 350);
      platform.handle("workers1").destroyForcibly();
      platform.handle("workers2").destroyForcibly();
      sendUpTo(TASKS, 500);
      redis.kill();
      redis.restart();
      for (Thread client : clients) {
        client.join();
      }
      Eventually.holds(
          "all have ended",
          () -> Http.get(orchestrator, "/stats").body().startsWith("{\"unfinished\":0,"));

      assertThat(accepted).hasSize(TASKS);
      assertThat(accepted.values()).doesNotHaveDuplicates();
      int again = 0;
      for (String id : accepted.values()) {
        Http.Reply task = Http.get(orchestrator, "/tasks/" + id);
        assertThat(task.body()).contains("\"status\":\"success\"");
        Matcher attempts = ATTEMPTS.matcher(task.body());
        again += attempts.find() && Integer.parseInt(attempts.group(1)) > 1 ? 1 : 0;
      }
      /* Counted by Redis in the very steps in which a task was accepted and had its effect. */
      assertThat(Http.get(orchestrator, "/stats").body())
          .isEqualTo(
              "{\"unfinished\":0,\"accepted\":%d,\"success\":%d,\"failure\":0,\"timeout\":0,\"dead_letter\":0}\n"
                  .formatted(TASKS, TASKS));
      assertThat(again).as("tasks whose worker was killed").isPositive();
      assertThat(refused.get()).as("requests without Redis").isPositive();
      assertThat(platform.output())
          .contains("workers1 has ended by itself, exit code 137; it is started again");
    }
  }

  /* When so many are accepted there are still others on their way. */
  private void sendUpTo(int most, int accepted) throws Exception {
    allowed.release(most - sent);
    sent = most;
    Eventually.holds(accepted + " are accepted", () -> this.accepted.size() >= accepted);
  }

  private void send(URI orchestrator, AtomicInteger next) {
    for (int i = next.getAndIncrement(); i < TASKS; i = next.getAndIncrement()) {
      allowed.acquireUninterruptibly();
      String key = "k" + i;
      String body = "{\"workflow\":\"slow\",\"input\":{\"millis\":" + (10 + i % 40) + "}}";
      while (!accepted.containsKey(key)) {
        try {
          Http.Reply reply = Http.post(orchestrator, body, "Idempotency-Key", key);
          Matcher id = ID.matcher(reply.body());
          if ((reply.status() == 202 || reply.status() == 200) && id.find()) {
            accepted.put(key, id.group(1));
          } else {
            refused.incrementAndGet();
          }
        } catch (IOException again) {
          refused.incrementAndGet();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
