package lampas.workflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step after the other, each with the result of the one before; the first failure ends it.
 *
 * @param <I> what the first takes
 * @param <O> what the last gives
 */
public final class Sequential<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  /* An array, because the iterator of a list is garbage. */
  private final Primitive<?, ?>[] steps;
  private final boolean unnamed;

  private Sequential(String name, boolean unnamed, List<Primitive<?, ?>> steps) {
    super(PrimitiveType.SEQUENTIAL, name);
    this.unnamed = unnamed;
    this.steps = steps.toArray(Primitive<?, ?>[]::new);
  }

  /* Only what fits together gets here: then() checks the types of both. */
  static <I extends @Nullable Object, O extends @Nullable Object> Sequential<I, O> of(
      Primitive<I, ?> first, Primitive<?, ?> next) {
    List<Primitive<?, ?>> steps = new ArrayList<>();
    if (first instanceof Sequential<?, ?> sequence && sequence.unnamed) {
      steps.addAll(sequence.parts());
    } else {
      steps.add(first);
    }
    steps.add(next);
    return new Sequential<>(PrimitiveType.SEQUENTIAL.label(), true, steps);
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.of(steps);
  }

  /** A sequence of this name, which is then one step of what it is made a part of. */
  @Override
  public Sequential<I, O> named(String name) {
    return new Sequential<>(name, false, parts());
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // What the last step gives is an O, null or not.
  O perform(I input, WorkflowContext context) throws Exception {
    @Nullable Object value = input;
    for (Primitive<?, ?> step : steps) {
      value = ((Primitive<@Nullable Object, @Nullable Object>) step).execute(value, context);
    }
    return (O) value;
  }
}
