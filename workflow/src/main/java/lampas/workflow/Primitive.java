package lampas.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import lampas.workflow.policy.CacheLimits;
import lampas.workflow.policy.CircuitLimits;
import lampas.workflow.policy.Failures;
import lampas.workflow.policy.Retries;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be executed, alone or as a part of another: a step, or a way to compose steps.
 *
 * <p>{@link #execute} is the one gate through which everything passes, and there everything is
 * counted, timed and traced. The family is closed, so nothing can go around it; own code comes in
 * as a {@link Lambda}. Immutable but for the state of a {@link Cache} and a {@link CircuitBreaker};
 * thread-safe.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public abstract sealed class Primitive<I extends @Nullable Object, O extends @Nullable Object>
    permits Cache,
        CircuitBreaker,
        Conditional,
        Fallback,
        Lambda,
        Parallel,
        Retry,
        Router,
        Saga,
        Sequential,
        Timeout,
        Workflow {
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

  /** This one and another at the same time, with the same input; both results in this order. */
  public final Parallel<I, O, List<O>> alongside(Primitive<? super I, ? extends O> other) {
    return Parallel.of(List.of(this, other));
  }

  /** This one and another at the same time, with the same input, and both results made into one. */
  @SuppressWarnings("unchecked")
  public final <S extends @Nullable Object, R extends @Nullable Object>
      Parallel<I, @Nullable Object, R> alongside(
          Primitive<? super I, ? extends S> other,
          BiFunction<? super O, ? super S, ? extends R> combine) {
    return Parallel.combining(
        List.of(this, other), results -> combine.apply((O) results.get(0), (S) results.get(1)));
  }

  /**
   * This one, and then one of many, by a key of its result; see {@link Router}.
   *
   * @throws WorkflowException USER if there are no routes
   */
  public final <K, R extends @Nullable Object> Sequential<I, R> routedBy(
      Function<? super O, ? extends @Nullable K> key,
      Map<K, ? extends Primitive<? super O, ? extends R>> routes) {
    return then(Router.<O, K, R>by(key, routes));
  }

  /** This one when its input fulfils a condition, and otherwise another. */
  public final Conditional<I, O> when(
      Predicate<? super I> condition, Primitive<? super I, ? extends O> otherwise) {
    return Conditional.of(condition, this, Primitive.<I, O>narrow(otherwise));
  }

  /** This one, tried again when it fails. */
  public final Retry<I, O> retrying(Retries retries) {
    return Retry.of(this, retries, Retry.Pause.SLEEP);
  }

  /** This one, and another when it fails in any way. */
  public final Fallback<I, O> orElse(Primitive<? super I, ? extends O> other) {
    return orElse(other, Failures.any());
  }

  /** This one, and another after some failures; {@link Failures} has some. */
  public final Fallback<I, O> orElse(
      Primitive<? super I, ? extends O> other, Predicate<? super Exception> which) {
    return Fallback.of(this, Primitive.<I, O>narrow(other), which);
  }

  /**
   * This one, interrupted when it takes longer.
   *
   * @throws WorkflowException USER if the limit is not above zero
   */
  public final Timeout<I, O> within(Duration limit) {
    return Timeout.of(this, limit);
  }

  /** This one, whose results are kept by its input. */
  public final Cache<I, O> cached(CacheLimits limits) {
    return cached(limits, input -> input);
  }

  /**
   * This one, whose results are kept by a key of its input.
   *
   * @param key gives something with {@code equals} and {@code hashCode}, or null
   */
  public final Cache<I, O> cached(
      CacheLimits limits, Function<? super I, ? extends @Nullable Object> key) {
    return Cache.of(this, limits, key, System::nanoTime);
  }

  /** This one, left alone for a while when it fails too often. */
  public final CircuitBreaker<I, O> breakingCircuit(CircuitLimits limits) {
    return CircuitBreaker.of(this, limits);
  }

  /** A saga that begins with this one, whose result another undoes. */
  public final Saga<I, O> compensatedBy(Primitive<? super O, ?> undo) {
    return compensatedBy(Undo.by(undo));
  }

  /** A saga that begins with this one. */
  public final Saga<I, O> compensatedBy(Undo<? super I, ? super O> undo) {
    return Saga.of(this, undo);
  }

  /** What takes more and gives less is as good as what takes and gives exactly this. */
  @SuppressWarnings("unchecked")
  static <I extends @Nullable Object, O extends @Nullable Object> Primitive<I, O> narrow(
      Primitive<? super I, ? extends O> primitive) {
    return (Primitive<I, O>) primitive;
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

  /** What records it for one runtime. */
  final Meter meter(Workflows workflows) {
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
