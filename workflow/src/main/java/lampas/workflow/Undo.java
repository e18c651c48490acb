package lampas.workflow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a step of a {@link Saga} is undone. Both ways must bear being executed when there is nothing
 * left to undo.
 *
 * @param <I> what the step takes
 * @param <O> what the step gives
 */
public final class Undo<I extends @Nullable Object, O extends @Nullable Object> {
  private final Primitive<? super O, ?> completed;
  private final @Nullable Primitive<? super I, ?> failed;

  private Undo(Primitive<? super O, ?> completed, @Nullable Primitive<? super I, ?> failed) {
    this.completed = Objects.requireNonNull(completed, "completed");
    this.failed = failed;
  }

  /** By something that gets the result of the step; a step that failed has none, and is left. */
  public static <I extends @Nullable Object, O extends @Nullable Object> Undo<I, O> by(
      Primitive<? super O, ?> completed) {
    return new Undo<>(completed, null);
  }

  /**
   * The same, and, when the step itself fails, is cancelled or times out, by something that gets
   * its input: for steps that may have had their effect all the same, such as a payment whose
   * answer did not come.
   */
  public Undo<I, O> orIfItFailed(Primitive<? super I, ?> failed) {
    return new Undo<>(completed, failed);
  }

  Primitive<? super O, ?> completed() {
    return completed;
  }

  @Nullable Primitive<? super I, ?> failed() {
    return failed;
  }
}
