package lampas.examples.agents.telemetry;

/** Sees what became of each request for a task. */
@FunctionalInterface
public interface SubmissionObserver {
  void submitted(Submission submission);
}
