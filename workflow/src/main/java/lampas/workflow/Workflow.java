package lampas.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A primitive that is a whole to its author, and so is counted by its own name.
 *
 * <p>Each execution counts once in {@code workflow_executions_total}, wherever it happens: alone,
 * as a step of another workflow, or as an attempt of a retry. It is no primitive in {@code
 * primitive_executions_total}; what it executes is.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class Workflow<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  private final Primitive<I, O> body;

  private Workflow(String name, Primitive<I, O> body) {
    super(PrimitiveType.WORKFLOW, name);
    this.body = body;
  }

  /**
   * A workflow.
   *
   * @param name what it is called in metrics and spans: one of few, never made from its input
   * @throws lampas.workflow.outcome.WorkflowException USER if the name is blank or too long
   */
  public static <I extends @Nullable Object, O extends @Nullable Object> Workflow<I, O> named(
      String name, Primitive<I, O> body) {
    return new Workflow<>(name, body);
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.of(body);
  }

  @Override
  public Workflow<I, O> named(String name) {
    return new Workflow<>(name, body);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    return body.execute(input, context.inWorkflow(name()));
  }
}
