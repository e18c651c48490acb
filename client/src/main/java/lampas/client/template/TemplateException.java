package lampas.client.template;

import java.util.List;
import lampas.client.ClientException;
import lampas.model.error.ErrorKind;

/**
 * A template, a preset or a question to one that cannot be used, with everything that is wrong with
 * it. Of kind USER; only a defect of Lampas is INTERNAL.
 */
public final class TemplateException extends ClientException {
  private static final long serialVersionUID = 1L;

  private final String[] problems;

  private TemplateException(ErrorKind kind, List<String> problems) {
    super(kind, String.join("\n", problems));
    this.problems = problems.toArray(String[]::new);
  }

  /** The exception that says these problems, of which there is at least one. */
  public static TemplateException of(List<String> problems) {
    return new TemplateException(ErrorKind.USER, problems);
  }

  static TemplateException defect(String problem) {
    return new TemplateException(ErrorKind.INTERNAL, List.of(problem));
  }

  static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw of(problems);
    }
  }

  /** Each problem: what, the value and what was expected. */
  public List<String> problems() {
    return List.of(problems);
  }
}
