package lampas.client.tikv;

import lampas.client.ClientException;
import lampas.model.result.QueryAnswer;

/** What became of one query of a snapshot. */
sealed interface Outcome {
  /** There is an answer. */
  record Answered(QueryAnswer answer) implements Outcome {}

  /** There is none. */
  record Failed(ClientException why) implements Outcome {}
}
