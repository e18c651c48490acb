package lampas.workflow;

import java.util.ArrayList;
import java.util.List;
import lampas.workflow.outcome.SagaException;
import org.jspecify.annotations.Nullable;

/**
 * One step after the other, of which those that completed are undone in reverse order when one
 * fails, times out or is cancelled.
 *
 * <p>Compensations have no deadline, and run even if the thread was interrupted; they are counted
 * as executions of what they are. One that fails does not keep the others from running. If all
 * succeed, what the step threw is thrown, otherwise a {@link SagaException} that has both. The step
 * that failed is undone only by what {@link Undo#orIfItFailed} says.
 *
 * @param <I> what the first takes
 * @param <O> what the last gives
 */
public final class Saga<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  /** A step and what undoes it; types fit, because the methods that add steps check them. */
  private record SagaStep(
      Primitive<@Nullable Object, @Nullable Object> action,
      @Nullable Primitive<@Nullable Object, ?> undo,
      @Nullable Primitive<@Nullable Object, ?> undoOfFailed) {
    @SuppressWarnings("unchecked")
    static SagaStep of(Primitive<?, ?> action, @Nullable Undo<?, ?> undo) {
      return new SagaStep(
          (Primitive<@Nullable Object, @Nullable Object>) action,
          undo == null ? null : (Primitive<@Nullable Object, ?>) undo.completed(),
          undo == null ? null : (Primitive<@Nullable Object, ?>) undo.failed());
    }
  }

  private final List<SagaStep> steps;

  private Saga(String name, List<SagaStep> steps) {
    super(PrimitiveType.SAGA, name);
    this.steps = List.copyOf(steps);
  }

  static <I extends @Nullable Object, O extends @Nullable Object> Saga<I, O> of(
      Primitive<I, O> first, Undo<? super I, ? super O> undo) {
    return new Saga<>(PrimitiveType.SAGA.label(), List.of(SagaStep.of(first, undo)));
  }

  /** The same with one more step, which nothing undoes. */
  public <R extends @Nullable Object> Saga<I, R> andThen(Primitive<? super O, ? extends R> action) {
    return with(SagaStep.of(action, null));
  }

  /** The same with one more step, whose result something undoes. */
  public <R extends @Nullable Object> Saga<I, R> andThen(
      Primitive<? super O, ? extends R> action, Primitive<? super R, ?> undo) {
    return with(SagaStep.of(action, Undo.by(undo)));
  }

  /** The same with one more step. */
  public <R extends @Nullable Object> Saga<I, R> andThen(
      Primitive<? super O, ? extends R> action, Undo<? super O, ? super R> undo) {
    return with(SagaStep.of(action, undo));
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    List<Primitive<?, ?>> parts = new ArrayList<>();
    for (SagaStep step : steps) {
      parts.add(step.action());
      if (step.undo() != null) {
        parts.add(step.undo());
      }
      if (step.undoOfFailed() != null) {
        parts.add(step.undoOfFailed());
      }
    }
    return List.copyOf(parts);
  }

  @Override
  public Saga<I, O> named(String name) {
    return new Saga<>(name, steps);
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // What the last step gives is an O, null or not.
  O perform(I input, WorkflowContext context) throws Exception {
    Compensations done = new Compensations(name());
    @Nullable Object value = input;
    for (SagaStep step : steps) {
      Object result;
      try {
        result = step.action().execute(value, context);
      } catch (Throwable thrown) {
        done.add(step.undoOfFailed(), value);
        done.run(context, thrown);
        throw thrown;
      }
      done.add(step.undo(), result);
      value = result;
    }
    return (O) value;
  }

  private <R extends @Nullable Object> Saga<I, R> with(SagaStep step) {
    List<SagaStep> more = new ArrayList<>(steps);
    more.add(step);
    return new Saga<>(name(), more);
  }
}
