package lampas.examples.agents.task;

import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param workflow the name of a workflow
 * @param input its input, a JSON object
 * @param idempotencyKey with which the client may ask for the same again without getting it twice
 */
public record TaskRequest(String workflow, String input, Optional<String> idempotencyKey) {
  /** What is the same for requests that ask for the same. */
  public String fingerprint() {
    return workflow + " " + input;
  }
}
