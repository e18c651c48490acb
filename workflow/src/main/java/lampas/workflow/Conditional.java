package lampas.workflow;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One of two, by a condition on the input.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class Conditional<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  private final Predicate<? super I> condition;
  private final Primitive<I, O> then;
  private final Primitive<I, O> otherwise;

  private Conditional(
      String name,
      Predicate<? super I> condition,
      Primitive<I, O> then,
      Primitive<I, O> otherwise) {
    super(PrimitiveType.CONDITIONAL, name);
    this.condition = condition;
    this.then = then;
    this.otherwise = otherwise;
  }

  static <I extends @Nullable Object, O extends @Nullable Object> Conditional<I, O> of(
      Predicate<? super I> condition, Primitive<I, O> then, Primitive<I, O> otherwise) {
    return new Conditional<>(PrimitiveType.CONDITIONAL.label(), condition, then, otherwise);
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.of(then, otherwise);
  }

  @Override
  public Conditional<I, O> named(String name) {
    return new Conditional<>(name, condition, then, otherwise);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    return (condition.test(input) ? then : otherwise).execute(input, context);
  }
}
