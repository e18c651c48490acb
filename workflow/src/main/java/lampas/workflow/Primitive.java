package lampas.workflow;

import java.util.List;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be executed, alone or as a part of another: a step, or a way to compose steps.
 *
 * <p>{@link #execute} is the one gate through which everything passes, and there everything is
 * counted, timed and traced. The family is closed, so nothing can go around it; own code comes in
 * as a {@link Lambda}. Immutable but for the state of a {@code Cache} and a {@code CircuitBreaker};
 * thread-safe.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public abstract sealed class Primitive<I extends @Nullable Object, O extends @Nullable Object>
    permits Lambda, Sequential, Workflow {
  private static final int LONGEST_NAME = 200;

  private final PrimitiveType type;
  private final String name;

  /* Of the runtime that executed it last. Two threads may write it at once: either is right, and
  its fields are final. */
  private @Nullable Meter latest;

  Primitive(PrimitiveType type, String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new WorkflowException(
          ErrorKind.USER,
          "%s name: \"%s\" (expected: 1 to %s characters, not blank)"
              .formatted(type.label(), name, LONGEST_NAME));
    }
    this.type = type;
    this.name = name;
  }

  /** A step that runs code. */
  public static <I extends @Nullable Object, O extends @Nullable Object> Lambda<I, O> of(
      String name, Step<I, O> step) {
    return Lambda.of(name, step);
  }

  public final PrimitiveType type() {
    return type;
  }

  /** The name in metrics and spans. */
  public final String name() {
    return name;
  }

  /** What it executes, in the order in which it was composed. */
  public abstract List<Primitive<?, ?>> parts();

  /** The same under another name in metrics and spans; state is shared with this one. */
  public abstract Primitive<I, O> named(String name);

  /** This one, and then another with its result; a chain of these is one sequence. */
  public final <R extends @Nullable Object> Sequential<I, R> then(
      Primitive<? super O, ? extends R> next) {
    return Sequential.of(this, next);
  }

  /** What it does between the two ends of the gate. */
  abstract O perform(I input, WorkflowContext context) throws Exception;

  /**
   * Executes it on this thread, and counts and times that.
   *
   * <p>An interrupted thread, or a deadline that is over, ends it before it begins, and is counted
   * as well.
   *
   * @return what it gives
   * @throws Exception what a step threw, as it is; {@link InterruptedException} if the thread was
   *     interrupted; {@link WorkflowException} if this module gave up
   */
  public final O execute(I input, WorkflowContext context) throws Exception {
    Meter meter = meter(context.workflows());
    long begun = meter.begin();
    WorkflowTracer.@Nullable StepSpan span = meter.beginSpan(this, context);
    Throwable failure = null;
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException(name + ": interrupted before it began");
      }
      if (begun != Meter.UNKNOWN_TIME) {
        context.requireTime(name, begun);
      }
      return perform(input, meter.inside(span, context));
    } catch (Throwable thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      meter.end(begun, span, failure);
    }
  }

  private Meter meter(Workflows workflows) {
    Meter known = latest;
    if (known == null || !known.isOf(workflows)) {
      known = workflows.meter(this);
      latest = known;
    }
    return known;
  }

  @Override
  public final String toString() {
    return type.label() + " " + name;
  }
}
