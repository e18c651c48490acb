package lampas.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lampas.workflow.Tree.SagaStep;
import lampas.workflow.Tree.Which;
import lampas.workflow.outcome.ExecutionStatus;

/** Random trees, of a seed. */
final class TreeGenerator {
  private static final int KINDS = 13;
  private static final int NAMES = 6;

  private final Random random;

  /*
   * Branches that run at once have only failures of one status: which of two is the first is not
   * known beforehand.
   */
  private int atOnce;

  TreeGenerator(Random random) {
    this.random = random;
  }

  Tree tree(int depth) {
    int kind = depth == 0 ? random.nextInt(8) == 0 ? 1 : 0 : random.nextInt(KINDS);
    String name = "n" + random.nextInt(NAMES);
    return switch (kind) {
      case 1 -> atOnce > 0 ? leaf(name) : new Tree.Hanging(name);
      case 2 -> new Tree.Sequence(name, several(depth));
      case 3 -> branching(name, depth);
      case 4 -> new Tree.Routing(name, several(depth));
      case 5 -> new Tree.Choosing(name, tree(depth - 1), tree(depth - 1));
      case 6 -> new Tree.Retrying(name, tree(depth - 1), 1 + random.nextInt(4), which());
      case 7 -> new Tree.Falling(name, tree(depth - 1), tree(depth - 1), which());
      case 8 -> new Tree.Limited(name, tree(depth - 1));
      case 9 -> saga(name, depth);
      case 10 -> new Tree.Caching(name, tree(depth - 1));
      case 11 -> new Tree.Breaking(name, tree(depth - 1), 1 + random.nextInt(3));
      case 12 -> new Tree.Whole(name, tree(depth - 1));
      default -> leaf(name);
    };
  }

  private Tree leaf(String name) {
    return new Tree.Leaf(name, list(1 + random.nextInt(5), this::outcome));
  }

  private ExecutionStatus outcome() {
    int chance = random.nextInt(10);
    if (chance < 6) {
      return ExecutionStatus.SUCCESS;
    }
    if (chance < 8 || atOnce > 0) {
      return ExecutionStatus.FAILURE;
    }
    return chance == 8 ? ExecutionStatus.TIMEOUT : ExecutionStatus.CANCELLED;
  }

  private Tree branching(String name, int depth) {
    boolean oneAtATime = random.nextBoolean();
    if (oneAtATime) {
      return new Tree.Branching(name, several(depth), true, random.nextBoolean());
    }
    atOnce++;
    List<Tree> branches = several(depth);
    atOnce--;
    return new Tree.Branching(name, branches, false, true);
  }

  private Tree saga(String name, int depth) {
    return new Tree.Saga(
        name, list(1 + random.nextInt(3), () -> new SagaStep(tree(depth - 1), tree(0), tree(0))));
  }

  private List<Tree> several(int depth) {
    return list(1 + random.nextInt(3), () -> tree(depth - 1));
  }

  private Which which() {
    return random.nextInt(3) == 0 ? Which.TIMEOUTS : Which.ANY;
  }

  private static <T> List<T> list(int size, Supplier<T> element) {
    return new ArrayList<>(Stream.generate(element).limit(size).toList());
  }
}
