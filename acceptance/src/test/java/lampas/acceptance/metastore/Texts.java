package lampas.acceptance.metastore;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.ByteSequence;
import java.nio.charset.StandardCharsets;

/** Texts as keys and values. */
final class Texts {
  private Texts() {}

  static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  static ByteString string(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
