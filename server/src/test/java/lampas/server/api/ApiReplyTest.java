package lampas.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import lampas.server.http.Reply;
import org.junit.jupiter.api.Test;

class ApiReplyTest {
  @Test
  void anAnswerThatBreaksOffIsNotClosedAsIfItWereWhole() {
    Reply reply =
        ApiReply.of(json -> {
          json.writeStartArray();
          json.writeString("first");
          throw new IllegalStateException("defect");
        });
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatIllegalStateException().isThrownBy(() -> reply.body().writeTo(out));
    assertThat(out.toString(UTF_8)).doesNotContain("]").doesNotContain("}");
  }
}
