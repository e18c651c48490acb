package lampas.examples.agents.orchestrator;

import java.util.List;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A request that asks for something wrong, with everything that is wrong with it. */
final class RequestProblems extends LampasException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> messages;

  RequestProblems(List<String> messages) {
    super(ErrorKind.USER, String.join("\n", messages));
    this.messages = List.copyOf(messages);
  }

  List<String> messages() {
    return messages;
  }
}
