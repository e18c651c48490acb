package lampas.workflow.policy;

/** What happens to the other branches when one of several has failed. */
public enum AfterFailure {
  /** Those that run are interrupted, those that have not begun never do. */
  CANCEL_OTHERS,
  /** All run to their end. */
  FINISH_OTHERS
}
