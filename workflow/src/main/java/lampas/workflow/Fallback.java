package lampas.workflow;

import java.util.List;
import java.util.function.Predicate;
import lampas.workflow.policy.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Something, and something else when it fails.
 *
 * <p>If both fail, what the second threw is thrown, with the first failure suppressed in it.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class Fallback<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  private final Primitive<I, O> body;
  private final Primitive<I, O> other;
  private final Predicate<? super Exception> which;

  private Fallback(
      String name,
      Primitive<I, O> body,
      Primitive<I, O> other,
      Predicate<? super Exception> which) {
    super(PrimitiveType.FALLBACK, name);
    this.body = body;
    this.other = other;
    this.which = which;
  }

  static <I extends @Nullable Object, O extends @Nullable Object> Fallback<I, O> of(
      Primitive<I, O> body, Primitive<I, O> other, Predicate<? super Exception> which) {
    return new Fallback<>(body.name(), body, other, which);
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.of(body, other);
  }

  @Override
  public Fallback<I, O> named(String name) {
    return new Fallback<>(name, body, other, which);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    try {
      return body.execute(input, context);
    } catch (Exception failure) {
      if (!Failures.isHandled(which, failure)) {
        throw failure;
      }
      return afterwards(input, context, failure);
    }
  }

  private O afterwards(I input, WorkflowContext context, Exception failure) throws Exception {
    try {
      return other.execute(input, context);
    } catch (Throwable second) {
      Failures.suppress(second, failure);
      throw second;
    }
  }
}
