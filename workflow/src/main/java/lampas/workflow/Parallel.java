package lampas.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import lampas.workflow.policy.AfterFailure;
import org.jspecify.annotations.Nullable;

/**
 * Several branches with the same input at the same time, each on a thread of its own.
 *
 * <p>Results stand in the order of the branches. The first failure is thrown; further ones are
 * suppressed in it. It interrupts the other branches, unless told otherwise; a branch that has not
 * begun then never does, and is not counted. What is thread-local does not reach branches; what is
 * in the context does.
 *
 * @param <I> what each branch takes
 * @param <B> what each branch gives
 * @param <O> what comes of the results
 */
public final class Parallel<
        I extends @Nullable Object, B extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  private final List<Primitive<I, B>> branches;
  private final Function<? super List<B>, ? extends O> combine;
  private final int concurrency;
  private final AfterFailure afterFailure;

  private Parallel(
      String name,
      List<Primitive<I, B>> branches,
      Function<? super List<B>, ? extends O> combine,
      int concurrency,
      AfterFailure afterFailure) {
    super(PrimitiveType.PARALLEL, name);
    this.branches = List.copyOf(branches);
    this.combine = combine;
    this.concurrency = concurrency;
    this.afterFailure = afterFailure;
    if (this.branches.isEmpty() || concurrency < 1) {
      throw new WorkflowException(
          ErrorKind.USER,
          "%s: %s branches, %s at a time (expected: 1 or more of both)"
              .formatted(name, this.branches.size(), concurrency));
    }
  }

  /**
   * All branches at once.
   *
   * @throws WorkflowException USER if there are none
   */
  public static <I extends @Nullable Object, B extends @Nullable Object> Parallel<I, B, List<B>> of(
      List<? extends Primitive<? super I, ? extends B>> branches) {
    return combining(branches, results -> results);
  }

  /**
   * All branches at once, and something made of their results.
   *
   * @param combine gets the results in the order of the branches
   * @throws WorkflowException USER if there are no branches
   */
  public static <I extends @Nullable Object, B extends @Nullable Object, O extends @Nullable Object>
      Parallel<I, B, O> combining(
          List<? extends Primitive<? super I, ? extends B>> branches,
          Function<? super List<B>, ? extends O> combine) {
    List<Primitive<I, B>> narrowed = new ArrayList<>();
    branches.forEach(branch -> narrowed.add(Primitive.<I, B>narrow(branch)));
    return new Parallel<>(
        PrimitiveType.PARALLEL.label(),
        narrowed,
        combine,
        Integer.MAX_VALUE,
        AfterFailure.CANCEL_OTHERS);
  }

  /** The same with one more branch. */
  public Parallel<I, B, O> and(Primitive<? super I, ? extends B> branch) {
    List<Primitive<I, B>> more = new ArrayList<>(branches);
    more.add(Primitive.<I, B>narrow(branch));
    return new Parallel<>(name(), more, combine, concurrency, afterFailure);
  }

  /**
   * The same with at most so many branches at a time, begun in their order.
   *
   * @throws WorkflowException USER if it is not above zero
   */
  public Parallel<I, B, O> atATime(int concurrency) {
    return new Parallel<>(name(), branches, combine, concurrency, afterFailure);
  }

  /** The same with something else done when a branch has failed. */
  public Parallel<I, B, O> onFailure(AfterFailure afterFailure) {
    return new Parallel<>(name(), branches, combine, concurrency, afterFailure);
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.copyOf(branches);
  }

  @Override
  public Parallel<I, B, O> named(String name) {
    return new Parallel<>(name, branches, combine, concurrency, afterFailure);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    Branches<I, B> run = new Branches<>(branches, input, context, concurrency, afterFailure);
    return combine.apply(run.results());
  }
}
