package lampas.client.tikv;

import java.util.ArrayList;
import java.util.List;
import lampas.client.ClientException;
import lampas.model.error.ErrorKind;

/** No endpoint of PD tells the stores; {@link #failures()} says why, in the order of asking. */
public final class DirectoryException extends ClientException {
  private static final long serialVersionUID = 1L;

  private final transient List<DirectoryFailure> failures;

  DirectoryException(List<DirectoryFailure> failures) {
    super(ErrorKind.UNAVAILABLE, message(failures));
    this.failures = List.copyOf(failures);
  }

  public List<DirectoryFailure> failures() {
    return failures;
  }

  private static String message(List<DirectoryFailure> failures) {
    List<String> texts = new ArrayList<>();
    for (DirectoryFailure failure : failures) {
      String text = text(failure);
      if (!texts.contains(text)) {
        texts.add(text);
      }
    }
    String who = failures.size() == 1 ? "PD" : "PD, " + failures.size() + " endpoints";
    return who + ": " + String.join("; ", texts);
  }

  private static String text(DirectoryFailure failure) {
    return switch (failure) {
      case DirectoryFailure.Refused(int status) -> "status " + status + " (expected: 200)";
      case DirectoryFailure.Unreachable() -> "not reachable";
      case DirectoryFailure.TimedOut(var timeout) ->
          "no complete answer (expected: within " + timeout.toMillis() + " ms)";
      case DirectoryFailure.TooLarge(long bytes) ->
          "answer too large (expected: at most " + bytes + " bytes)";
      case DirectoryFailure.Unreadable(String what) ->
          what + " (expected: the list of stores as PD has it in JSON)";
      case DirectoryFailure.Interrupted() -> "the request was interrupted";
    };
  }
}
