package lampas.workflow;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step that runs code of the author, on the thread that executes it.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class Lambda<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  private final Step<I, O> step;

  private Lambda(String name, Step<I, O> step) {
    super(PrimitiveType.LAMBDA, name);
    this.step = Objects.requireNonNull(step, "step");
  }

  /**
   * A step.
   *
   * @param name what it is called in metrics and spans: one of few, never made from its input
   * @throws lampas.workflow.outcome.WorkflowException USER if the name is blank or too long
   */
  public static <I extends @Nullable Object, O extends @Nullable Object> Lambda<I, O> of(
      String name, Step<I, O> step) {
    return new Lambda<>(name, step);
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.of();
  }

  @Override
  public Lambda<I, O> named(String name) {
    return new Lambda<>(name, step);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    return step.apply(input, context);
  }
}
