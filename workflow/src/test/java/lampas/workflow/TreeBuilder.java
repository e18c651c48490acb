package lampas.workflow;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import lampas.workflow.Tree.SagaStep;
import lampas.workflow.Tree.Which;
import lampas.workflow.outcome.ExecutionStatus;
import lampas.workflow.policy.AfterFailure;
import lampas.workflow.policy.CacheLimits;
import lampas.workflow.policy.CircuitLimits;
import lampas.workflow.policy.Failures;
import lampas.workflow.policy.Retries;

/** Makes primitives of a tree; all give their input back. */
final class TreeBuilder {
  private static final Duration SHORT = Duration.ofMillis(1);

  private TreeBuilder() {}

  static Primitive<Integer, Integer> build(Tree tree) {
    return switch (tree) {
      case Tree.Leaf leaf -> leaf(leaf);
      case Tree.Hanging hanging -> Steps.hang(hanging.name()).within(SHORT);
      case Tree.Sequence sequence -> sequence(sequence);
      case Tree.Branching branching -> branching(branching);
      case Tree.Routing routing -> routing(routing);
      case Tree.Choosing choosing ->
          build(choosing.even())
              .when(input -> input % 2 == 0, build(choosing.odd()))
              .named(choosing.name());
      case Tree.Retrying retrying ->
          build(retrying.body())
              .retrying(
                  Retries.atMost(retrying.attempts())
                      .withoutDelays()
                      .after(which(retrying.which())))
              .named(retrying.name());
      case Tree.Falling falling ->
          build(falling.body())
              .orElse(build(falling.other()), which(falling.which()))
              .named(falling.name());
      case Tree.Limited limited -> build(limited.body()).within(Steps.LONG).named(limited.name());
      case Tree.Saga saga -> saga(saga);
      case Tree.Caching caching ->
          build(caching.body()).cached(CacheLimits.keeping(Steps.LONG)).named(caching.name());
      case Tree.Breaking breaking ->
          build(breaking.body())
              .breakingCircuit(
                  CircuitLimits.afterFailures(breaking.failures()).openFor(Duration.ofDays(1)))
              .named(breaking.name());
      case Tree.Whole whole -> Workflow.named(whole.name(), build(whole.body()));
    };
  }

  private static Primitive<Integer, Integer> leaf(Tree.Leaf leaf) {
    AtomicInteger calls = new AtomicInteger();
    return Lambda.of(
        leaf.name(),
        (input, context) -> {
          ExecutionStatus next = leaf.script().get(calls.getAndIncrement() % leaf.script().size());
          return switch (next) {
            case SUCCESS -> input;
            case FAILURE -> throw new IOException("for this test");
            case TIMEOUT -> throw new TimeoutException("for this test");
            case CANCELLED -> throw new CancellationException("for this test");
          };
        });
  }

  /* Named, so that a sequence in a sequence stays one. */
  private static Primitive<Integer, Integer> sequence(Tree.Sequence sequence) {
    Primitive<Integer, Integer> all = build(sequence.steps().getFirst()).then(Steps.pass("end"));
    for (Tree step : sequence.steps().subList(1, sequence.steps().size())) {
      all = all.then(build(step));
    }
    return all.named(sequence.name());
  }

  private static Primitive<Integer, Integer> branching(Tree.Branching branching) {
    List<Primitive<Integer, Integer>> branches =
        branching.branches().stream().map(TreeBuilder::build).toList();
    return Parallel.<Integer, Integer, Integer>combining(branches, List::getFirst)
        .atATime(branching.oneAtATime() ? 1 : branches.size())
        .onFailure(branching.finishing() ? AfterFailure.FINISH_OTHERS : AfterFailure.CANCEL_OTHERS)
        .named(branching.name());
  }

  private static Primitive<Integer, Integer> routing(Tree.Routing routing) {
    Map<Integer, Primitive<Integer, Integer>> routes = new LinkedHashMap<>();
    for (Tree route : routing.routes()) {
      routes.put(routes.size(), build(route));
    }
    return Router.<Integer, Integer, Integer>by(input -> input % (routes.size() + 1), routes)
        .named(routing.name());
  }

  private static Primitive<Integer, Integer> saga(Tree.Saga saga) {
    SagaStep first = saga.steps().getFirst();
    lampas.workflow.Saga<Integer, Integer> all = build(first.action()).compensatedBy(undo(first));
    for (SagaStep step : saga.steps().subList(1, saga.steps().size())) {
      all = all.andThen(build(step.action()), undo(step));
    }
    return all.named(saga.name());
  }

  private static Undo<Integer, Integer> undo(SagaStep step) {
    return Undo.<Integer, Integer>by(build(step.undo())).orIfItFailed(build(step.undoOfFailed()));
  }

  private static Predicate<Exception> which(Which which) {
    return which == Which.ANY ? Failures.any() : Failures.timeouts();
  }
}
