package lampas.server.proxy.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is asked of a backend: checked values only, no parameter of a client. Two that are equal are
 * the same question.
 *
 * @param call the endpoint
 * @param subject the expression, the name of a label or of a metric; empty if the endpoint has none
 * @param selectors the {@code match[]} parameters
 * @param startMillis the start, or the time of an instant query; empty for the backend's default
 * @param endMillis the end; empty for the backend's default
 * @param stepMillis the step of a range query
 * @param limit the most results; empty for no limit
 * @param timeout how long the backend may take
 */
public record Question(
    ApiCall call,
    String subject,
    List<String> selectors,
    OptionalLong startMillis,
    OptionalLong endMillis,
    OptionalLong stepMillis,
    OptionalInt limit,
    Duration timeout) {
  public Question {
    selectors = List.copyOf(selectors);
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(timeout, "timeout");
  }

  /** A question without times, selectors and limit. */
  public static Question of(ApiCall call, String subject, Duration timeout) {
    return new Question(
        call,
        subject,
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        timeout);
  }

  public Question withSelectors(List<String> texts) {
    return new Question(call, subject, texts, startMillis, endMillis, stepMillis, limit, timeout);
  }

  public Question withTimes(OptionalLong start, OptionalLong end, OptionalLong step) {
    return new Question(call, subject, selectors, start, end, step, limit, timeout);
  }

  public Question withLimit(OptionalInt most) {
    return new Question(
        call, subject, selectors, startMillis, endMillis, stepMillis, most, timeout);
  }
}
