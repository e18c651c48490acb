package lampas.examples.agents.orchestrator;

/** Sees what became of each request for a task. */
@FunctionalInterface
public interface SubmissionObserver {
  void submitted(Submission submission);
}
