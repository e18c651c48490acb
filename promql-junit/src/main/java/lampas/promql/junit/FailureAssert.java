package lampas.promql.junit;

import java.util.regex.Pattern;
import lampas.promql.PromqlException;
import org.opentest4j.AssertionFailedError;

/** An assertion on the error of a query. */
public final class FailureAssert {
  private final String where;
  private final PromqlException error;

  FailureAssert(String where, PromqlException error) {
    this.where = where;
    this.error = error;
  }

  /** The error says exactly this. */
  public FailureAssert withMessage(String message) {
    if (!error.getMessage().equals(message)) {
      throw failed("error: expected " + message, message);
    }
    return this;
  }

  /** A match of the regular expression is found in what the error says. */
  public FailureAssert withMessageMatching(String regex) {
    if (!Pattern.compile(regex).matcher(error.getMessage()).find()) {
      throw failed("error: expected a match of " + regex, regex);
    }
    return this;
  }

  private AssertionFailedError failed(String expectation, String expected) {
    return new AssertionFailedError(
        where + "\n" + expectation + "\n       got      " + error.getMessage(),
        expected,
        error.getMessage(),
        error);
  }
}
