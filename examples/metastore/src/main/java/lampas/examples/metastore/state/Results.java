package lampas.examples.metastore.state;

import com.google.protobuf.Message;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Result;

/** What the log gives back for a command. */
final class Results {
  private Results() {}

  static Result of(Message response) {
    return Result.newBuilder().setResponse(response.toByteString()).build();
  }

  /** An error's name, and what stands after etcd's words for it. */
  static Result of(EtcdException e) {
    String words = e.error().message();
    String detail = e.getMessage().substring(words.length());
    return Result.newBuilder()
        .setError(e.error().name())
        .setDetail(detail.isEmpty() ? "" : detail.substring(": ".length()))
        .build();
  }
}
