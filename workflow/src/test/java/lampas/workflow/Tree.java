package lampas.workflow;

import java.util.List;
import lampas.workflow.outcome.ExecutionStatus;

/**
 * What a random workflow is made of, as data: built into primitives by {@link TreeBuilder}, and
 * understood, without them, by {@link TreeModel}.
 */
sealed interface Tree {
  /** Which failures a retry, a fallback or a circuit breaker is for. */
  enum Which {
    ANY,
    TIMEOUTS
  }

  String name();

  /** A step that ends like this, one after the other, and then from the beginning. */
  record Leaf(String name, List<ExecutionStatus> script) implements Tree {}

  /** A step that hangs within a short timeout of the same name. */
  record Hanging(String name) implements Tree {}

  record Sequence(String name, List<Tree> steps) implements Tree {}

  /**
   * One branch at a time, or all at once; the first failure keeps the rest from beginning or not.
   */
  record Branching(String name, List<Tree> branches, boolean oneAtATime, boolean finishing)
      implements Tree {}

  /** By the input, modulo one more than there are routes: the rest has no route. */
  record Routing(String name, List<Tree> routes) implements Tree {}

  /** By whether the input is even. */
  record Choosing(String name, Tree even, Tree odd) implements Tree {}

  record Retrying(String name, Tree body, int attempts, Which which) implements Tree {}

  record Falling(String name, Tree body, Tree other, Which which) implements Tree {}

  /** A timeout that is never over. */
  record Limited(String name, Tree body) implements Tree {}

  record Saga(String name, List<SagaStep> steps) implements Tree {}

  /** A step of a saga; each has both ways of being undone. */
  record SagaStep(Tree action, Tree undo, Tree undoOfFailed) {}

  record Caching(String name, Tree body) implements Tree {}

  /** Open for ever after so many failures in a row. */
  record Breaking(String name, Tree body, int failures) implements Tree {}

  record Whole(String name, Tree body) implements Tree {}
}
