package lampas.model.catalogue;

import java.util.List;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A metric definition or a catalogue is wrong; names every reason at once. */
public final class DefinitionException extends LampasException {
  private static final long serialVersionUID = 1L;

  public DefinitionException(String problem) {
    this(List.of(problem));
  }

  public DefinitionException(List<String> problems) {
    super(ErrorKind.USER, String.join("\n", problems));
  }

  /** One reason each. */
  public List<String> problems() {
    return getMessage().lines().toList();
  }
}
