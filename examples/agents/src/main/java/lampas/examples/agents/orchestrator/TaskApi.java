package lampas.examples.agents.orchestrator;

import java.util.Locale;
import lampas.examples.agents.queue.Acceptance;
import lampas.examples.agents.queue.Submissions;
import lampas.examples.agents.queue.Totals;
import lampas.examples.agents.redis.RedisUnavailableException;
import lampas.examples.agents.service.Answer;
import lampas.examples.agents.task.TaskRequest;
import lampas.examples.agents.task.TaskState;
import lampas.examples.agents.task.TaskStatus;
import lampas.examples.agents.telemetry.Submission;
import lampas.examples.agents.telemetry.SubmissionObserver;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the orchestrator answers about tasks. No answer says where Redis is, nor why it failed.
 *
 * @param observer sees what became of each request for a task
 */
record TaskApi(Submissions submissions, SubmissionObserver observer) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** {@code POST /tasks}: 202 only when the task is stored. */
  Answer submit(byte[] body, @Nullable String idempotencyKey) {
    TaskRequest request;
    try {
      request = TaskParser.parse(body, idempotencyKey);
    } catch (RequestProblems wrong) {
      observer.submitted(Submission.INVALID);
      return Answer.problems(400, wrong.messages());
    }
    try {
      return answer(submissions.accept(request), request);
    } catch (RedisUnavailableException down) {
      observer.submitted(Submission.UNAVAILABLE);
      return unavailable();
    }
  }

  private Answer answer(Acceptance acceptance, TaskRequest request) {
    return switch (acceptance) {
      case Acceptance.Accepted task -> {
        observer.submitted(Submission.ACCEPTED);
        yield accepted(202, task.id(), request);
      }
      case Acceptance.Known task -> {
        observer.submitted(Submission.REPEATED);
        yield accepted(200, task.id(), request);
      }
      case Acceptance.Conflict task -> {
        observer.submitted(Submission.CONFLICT);
        yield Answer.problem(
            409,
            "Idempotency-Key: of task "
                + task.id()
                + ", which asked for something else (expected:"
                + " the same request, or another key)");
      }
      case Acceptance.Full full -> {
        observer.submitted(Submission.REFUSED);
        yield Answer.problem(
                429, "unfinished tasks: " + full.limit() + " (expected: fewer; try again later)")
            .with("Retry-After", "1");
      }
    };
  }

  private static Answer accepted(int status, String id, TaskRequest request) {
    ObjectNode body = Answer.object().put("id", id).put("workflow", request.workflow());
    return Answer.json(status, body).with("Location", "/tasks/" + id);
  }

  /** {@code GET /tasks/{id}}. */
  Answer find(String id) {
    try {
      return submissions
          .find(id)
          .map(TaskApi::shown)
          .orElseGet(
              () -> Answer.problem(404, "task: unknown (expected: the id of one that is kept)"));
    } catch (RedisUnavailableException down) {
      return unavailable();
    }
  }

  private static Answer shown(TaskState task) {
    ObjectNode body =
        Answer.object()
            .put("id", task.id())
            .put("workflow", task.workflow())
            .put("status", task.status().word())
            .put("accepted", task.accepted().toString());
    task.end()
        .ifPresent(end -> {
          body.put("finished", end.at().toString()).put("attempts", end.attempt());
          String detail = end.outcome().detail();
          if (end.outcome().status() == TaskStatus.SUCCESS) {
            body.set("result", JSON.readTree(detail));
          } else {
            body.put("error", detail);
          }
        });
    return Answer.json(200, body);
  }

  /** {@code GET /stats}. */
  Answer stats() {
    try {
      Totals totals = submissions.totals();
      ObjectNode body = Answer.object().put("unfinished", totals.unfinished());
      for (TaskStatus status : TaskStatus.values()) {
        body.put(status.name().toLowerCase(Locale.ROOT), totals.of(status));
      }
      return Answer.json(200, body);
    } catch (RedisUnavailableException down) {
      return unavailable();
    }
  }

  private static Answer unavailable() {
    return Answer.problem(
            503,
            "the log of tasks: does not answer (expected: to answer; try again with the same"
                + " Idempotency-Key)")
        .with("Retry-After", "1");
  }
}
