package lampas.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lampas.workflow.Tree.SagaStep;
import lampas.workflow.Tree.Which;
import lampas.workflow.outcome.ExecutionStatus;

/**
 * Says what executing a tree counts, from the documentation alone: it uses nothing of what it is
 * compared with but the names of statuses.
 */
final class TreeModel {
  /** What a node remembers between executions. */
  private static final class Memory {
    private int calls;
    private int failuresInARow;
    private boolean open;
    private final Set<Integer> kept = new HashSet<>();
  }

  /* Two nodes that are equal are still two. */
  private final IdentityHashMap<Tree, Memory> memories = new IdentityHashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  /** Counts by {@code type name status}, workflows and lookups among them. */
  Map<String, Long> counts() {
    return counts;
  }

  ExecutionStatus execute(Tree tree, int input) {
    ExecutionStatus status =
        statusOf(tree, input, memories.computeIfAbsent(tree, t -> new Memory()));
    count(type(tree), tree.name(), status);
    return status;
  }

  private ExecutionStatus statusOf(Tree tree, int input, Memory memory) {
    return switch (tree) {
      case Tree.Leaf leaf -> leaf.script().get(memory.calls++ % leaf.script().size());
      case Tree.Hanging hanging -> {
        count("lambda", hanging.name(), ExecutionStatus.CANCELLED);
        yield ExecutionStatus.TIMEOUT;
      }
      case Tree.Sequence sequence -> sequence(sequence, input);
      case Tree.Branching branching -> branching(branching, input);
      case Tree.Routing routing -> {
        int route = input % (routing.routes().size() + 1);
        yield route == routing.routes().size()
            ? ExecutionStatus.FAILURE
            : execute(routing.routes().get(route), input);
      }
      case Tree.Choosing choosing ->
          execute(input % 2 == 0 ? choosing.even() : choosing.odd(), input);
      case Tree.Retrying retrying -> {
        ExecutionStatus status = execute(retrying.body(), input);
        for (int i = 1; i < retrying.attempts() && handles(retrying.which(), status); i++) {
          status = execute(retrying.body(), input);
        }
        yield status;
      }
      case Tree.Falling falling -> {
        ExecutionStatus status = execute(falling.body(), input);
        yield handles(falling.which(), status) ? execute(falling.other(), input) : status;
      }
      case Tree.Limited limited -> execute(limited.body(), input);
      case Tree.Saga saga -> saga(saga, input);
      case Tree.Caching caching -> caching(caching, input, memory);
      case Tree.Breaking breaking -> breaking(breaking, input, memory);
      case Tree.Whole whole -> execute(whole.body(), input);
    };
  }

  private ExecutionStatus sequence(Tree.Sequence sequence, int input) {
    boolean first = true;
    for (Tree step : sequence.steps()) {
      ExecutionStatus status = execute(step, input);
      if (status != ExecutionStatus.SUCCESS) {
        return status;
      }
      if (first) {
        count("lambda", "end", ExecutionStatus.SUCCESS);
        first = false;
      }
    }
    return ExecutionStatus.SUCCESS;
  }

  private ExecutionStatus branching(Tree.Branching branching, int input) {
    ExecutionStatus first = ExecutionStatus.SUCCESS;
    for (Tree branch : branching.branches()) {
      ExecutionStatus status = execute(branch, input);
      first = first == ExecutionStatus.SUCCESS ? status : first;
      if (status != ExecutionStatus.SUCCESS && !branching.finishing()) {
        return status;
      }
    }
    return first;
  }

  private ExecutionStatus saga(Tree.Saga saga, int input) {
    Deque<Tree> undos = new ArrayDeque<>();
    for (SagaStep step : saga.steps()) {
      ExecutionStatus status = execute(step.action(), input);
      if (status != ExecutionStatus.SUCCESS) {
        boolean undone = execute(step.undoOfFailed(), input) == ExecutionStatus.SUCCESS;
        while (!undos.isEmpty()) {
          undone &= execute(undos.pop(), input) == ExecutionStatus.SUCCESS;
        }
        return undone ? status : ExecutionStatus.FAILURE;
      }
      undos.push(step.undo());
    }
    return ExecutionStatus.SUCCESS;
  }

  private ExecutionStatus caching(Tree.Caching caching, int input, Memory memory) {
    if (memory.kept.contains(input)) {
      add("hits " + caching.name());
      return ExecutionStatus.SUCCESS;
    }
    add("misses " + caching.name());
    ExecutionStatus status = execute(caching.body(), input);
    if (status == ExecutionStatus.SUCCESS) {
      memory.kept.add(input);
    }
    return status;
  }

  private ExecutionStatus breaking(Tree.Breaking breaking, int input, Memory memory) {
    if (memory.open) {
      return ExecutionStatus.FAILURE;
    }
    ExecutionStatus status = execute(breaking.body(), input);
    switch (status) {
      case SUCCESS -> memory.failuresInARow = 0;
      case FAILURE, TIMEOUT -> memory.failuresInARow++;
      case CANCELLED -> {}
    }
    memory.open = memory.failuresInARow == breaking.failures();
    return status;
  }

  private static boolean handles(Which which, ExecutionStatus status) {
    return status == ExecutionStatus.TIMEOUT
        || (status == ExecutionStatus.FAILURE && which == Which.ANY);
  }

  private void count(String type, String name, ExecutionStatus status) {
    add(type + " " + name + " " + status.name().toLowerCase(Locale.ROOT));
  }

  private void add(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  private static String type(Tree tree) {
    return switch (tree) {
      case Tree.Leaf leaf -> "lambda";
      case Tree.Hanging hanging -> "timeout";
      case Tree.Sequence sequence -> "sequential";
      case Tree.Branching branching -> "parallel";
      case Tree.Routing routing -> "router";
      case Tree.Choosing choosing -> "conditional";
      case Tree.Retrying retrying -> "retry";
      case Tree.Falling falling -> "fallback";
      case Tree.Limited limited -> "timeout";
      case Tree.Saga saga -> "saga";
      case Tree.Caching caching -> "cache";
      case Tree.Breaking breaking -> "circuit_breaker";
      case Tree.Whole whole -> "workflow";
    };
  }
}
