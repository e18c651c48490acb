package lampas.workflow.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import lampas.workflow.outcome.ExecutionStatus;

/**
 * Which failures of a step something is done about.
 *
 * <p>An execution that was cancelled, and an {@link Error}, is never asked about: nothing is done
 * about those.
 */
public final class Failures {
  private Failures() {}

  /** All, timeouts among them. */
  public static Predicate<Exception> any() {
    return failure -> true;
  }

  /** Those of these types. */
  @SafeVarargs
  public static Predicate<Exception> of(Class<? extends Exception>... types) {
    List<Class<?>> known = new ArrayList<>();
    for (Class<?> type : types) {
      known.add(type);
    }
    return failure -> known.stream().anyMatch(type -> type.isInstance(failure));
  }

  /** Those that count as {@link ExecutionStatus#TIMEOUT}. */
  public static Predicate<Exception> timeouts() {
    return failure -> ExecutionStatus.of(failure) == ExecutionStatus.TIMEOUT;
  }

  /**
   * Whether something is done about a failure.
   *
   * <p>If the predicate itself throws, nothing is, and what it threw goes along with the failure.
   */
  public static boolean isHandled(Predicate<? super Exception> which, Exception failure) {
    if (ExecutionStatus.of(failure) == ExecutionStatus.CANCELLED) {
      return false;
    }
    try {
      return which.test(failure);
    } catch (RuntimeException e) {
      suppress(failure, e);
      return false;
    }
  }

  /** Lets one failure go along with another. */
  public static void suppress(Throwable failure, Throwable other) {
    if (!failure.equals(other)) {
      failure.addSuppressed(other);
    }
  }
}
