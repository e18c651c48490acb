package lampas.examples.agents.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lampas.examples.agents.load.Client.Reply;
import lampas.examples.agents.load.PlannedTask.Effect;
import lampas.examples.agents.task.TaskStatus;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One client of a load, which knows every answer beforehand. Belongs to one thread. */
final class Lane {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final Duration FIRST_LOOK = Duration.ofMillis(10);
  private static final Duration LATER_LOOKS = Duration.ofMillis(200);
  private static final int MISTAKES_EVERY = 20;

  private record Sent(String id, PlannedTask task) {}

  private final Client client;
  private final Books books;
  private final String run;
  private final long patienceNanos;
  private final TaskMix mix;
  private final List<Sent> unfinished = new ArrayList<>();
  private long number;

  /**
   * A client.
   *
   * @param run what no other client of no other load has
   */
  Lane(Client client, Books books, String run, Duration patience) {
    this.client = client;
    this.books = books;
    this.run = run;
    this.patienceNanos = patience.toNanos();
    this.mix = new TaskMix(run);
  }

  /** Sends the next task, and now and then something wrong. */
  void act() throws IOException, InterruptedException {
    long turn = number++;
    PlannedTask task = mix.next();
    String body = body(task);
    String key = run + "-" + turn;
    Sent sent = new Sent(submit(body, key, 202, "accepted"), task);
    if (task.isAwaited()) {
      await(sent);
    } else {
      unfinished.add(sent);
    }
    if (turn % MISTAKES_EVERY == MISTAKES_EVERY - 1) {
      makeMistakes(body, key, sent.id());
    }
  }

  /** Waits for all tasks that were sent. */
  void finish() throws IOException, InterruptedException {
    for (Sent sent : unfinished) {
      await(sent);
    }
    unfinished.clear();
  }

  private void makeMistakes(String body, String key, String id)
      throws IOException, InterruptedException {
    String again = submit(body, key, 200, "repeated");
    require(again.equals(id), "asked again: task " + again + " (expected: " + id + ")");
    expect(client.submit("{\"workflow\":\"report\"}", key + "-wrong"), 400);
    books.submitted("invalid");
    expect(client.submit(other(body), key), 409);
    books.submitted("conflict");
    expect(client.read("/tasks/none", Client.TASK), 404);
    expect(client.read("/nowhere", Client.UNMATCHED), 404);
  }

  private static String other(String body) {
    return body.contains("\"report\"")
        ? "{\"workflow\":\"flaky\",\"input\":{\"number\":1}}"
        : "{\"workflow\":\"report\",\"input\":{\"topic\":\"milk\"}}";
  }

  private String submit(String body, String key, int expected, String counted)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patienceNanos;
    while (true) {
      Reply reply = client.submit(body, key);
      switch (reply.status()) {
        case 429 -> books.submitted("refused");
        case 503 -> books.submitted("unavailable");
        default -> {
          expect(reply, expected);
          books.submitted(counted);
          return reply.body().path("id").asString();
        }
      }
      require(System.nanoTime() < end, "a task is not taken: status " + reply.status());
      Thread.sleep(AGAIN);
    }
  }

  private void await(Sent sent) throws IOException, InterruptedException {
    long end = System.nanoTime() + patienceNanos;
    Duration pause = FIRST_LOOK;
    while (true) {
      Reply reply = client.read("/tasks/" + sent.id(), Client.TASK);
      if (reply.status() != 503) {
        expect(reply, 200);
        TaskStatus status = TaskStatus.ofWord(reply.body().path("status").asString());
        if (status != TaskStatus.ACCEPTED) {
          ended(sent, status);
          return;
        }
      }
      require(System.nanoTime() < end, "task " + sent.id() + ": has not ended in time");
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LATER_LOOKS) < 0 ? pause.multipliedBy(2) : LATER_LOOKS;
    }
  }

  private void ended(Sent sent, TaskStatus status) {
    PlannedTask task = sent.task();
    require(
        status == task.expected(),
        "task %s, %s: %s (expected: %s)"
            .formatted(sent.id(), task.workflow(), status.word(), task.expected().word()));
    books.ended(task.workflow(), status);
    task.effect()
        .ifPresent(effect -> {
          switch (effect) {
            case Effect.Lookup lookup -> books.lookedUp(lookup.hit());
            case Effect.Call call ->
                books.asked(call.model(), call.inputTokens(), call.outputTokens());
          }
        });
  }

  private static String body(PlannedTask task) {
    ObjectNode body = JSON.createObjectNode().put("workflow", task.workflow());
    ObjectNode input = body.putObject("input");
    /* In an order of their own, so that the same is asked for with the same text. */
    task.input().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> input.putPOJO(entry.getKey(), entry.getValue()));
    return JSON.writeValueAsString(body);
  }

  private static void expect(Reply reply, int status) {
    require(
        reply.status() == status,
        "status " + reply.status() + " (expected: " + status + "): " + reply.body());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new UnexpectedAnswer(message);
    }
  }
}
