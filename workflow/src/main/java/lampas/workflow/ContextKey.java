package lampas.workflow;

import java.util.Objects;

/**
 * The key of a value in a {@link WorkflowContext}; two keys are never equal, whatever their names.
 *
 * @param <T> the type of the value
 */
public final class ContextKey<T> {
  private final String name;
  private final Class<T> type;

  private ContextKey(String name, Class<T> type) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
  }

  /** A new key, to be held in a constant; the name is for people. */
  public static <T> ContextKey<T> of(String name, Class<T> type) {
    return new ContextKey<>(name, type);
  }

  Class<T> type() {
    return type;
  }

  @Override
  public String toString() {
    return name;
  }
}
