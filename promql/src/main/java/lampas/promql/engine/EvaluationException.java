package lampas.promql.engine;

import lampas.model.error.ErrorKind;
import lampas.promql.PromqlException;

/** An expression that parsed but could not be evaluated to its end. */
public final class EvaluationException extends PromqlException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why the evaluation ended; an HTTP status and an errorType follow from it. */
  public enum Reason {
    /** The expression cannot be asked in this way; {@code bad_data}, 400. */
    BAD_DATA(ErrorKind.USER),
    /** The expression does not work on these series; {@code execution}, 422. */
    EXECUTION(ErrorKind.USER),
    /** More samples than the engine may hold; {@code execution}, 422. */
    TOO_MANY_SAMPLES(ErrorKind.LIMIT),
    /** More bytes than a query may hold; {@code execution}, 422. */
    TOO_MANY_BYTES(ErrorKind.LIMIT),
    /** More series than a query may read; {@code execution}, 422. */
    TOO_MANY_SERIES(ErrorKind.LIMIT),
    /** The time was over; {@code timeout}, 503. */
    TIMEOUT(ErrorKind.LIMIT),
    /** Somebody cancelled the query; {@code canceled}, 499. */
    CANCELLED(ErrorKind.USER);

    private final ErrorKind kind;

    Reason(ErrorKind kind) {
      this.kind = kind;
    }
  }

  private EvaluationException(Reason reason, String message) {
    super(reason.kind, message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  static EvaluationException badData(String message) {
    return new EvaluationException(Reason.BAD_DATA, message);
  }

  static EvaluationException execution(String message) {
    return new EvaluationException(Reason.EXECUTION, message);
  }

  static EvaluationException sameLabels() {
    return execution("vector cannot contain metrics with the same labelset");
  }

  static EvaluationException tooManySamples() {
    return new EvaluationException(
        Reason.TOO_MANY_SAMPLES,
        "query processing would load too many samples into memory in query execution");
  }

  static EvaluationException tooManyBytes(long limit) {
    return new EvaluationException(
        Reason.TOO_MANY_BYTES,
        "query would hold more than %d bytes in memory (expected: at most so many)"
            .formatted(limit));
  }

  static EvaluationException tooManySeries(long series, long limit) {
    return new EvaluationException(
        Reason.TOO_MANY_SERIES,
        "query would read %d series (expected: at most %d)".formatted(series, limit));
  }

  static EvaluationException timeout() {
    return new EvaluationException(Reason.TIMEOUT, "query timed out in expression evaluation");
  }

  static EvaluationException cancelled() {
    return new EvaluationException(Reason.CANCELLED, "query was canceled in expression evaluation");
  }
}
