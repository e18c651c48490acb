package lampas.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Lambda} does.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
@FunctionalInterface
public interface Step<I extends @Nullable Object, O extends @Nullable Object> {
  /**
   * Does it, on the thread that waits for it; may block.
   *
   * @throws Exception whatever it likes, which callers see as it is
   */
  O apply(I input, WorkflowContext context) throws Exception;
}
