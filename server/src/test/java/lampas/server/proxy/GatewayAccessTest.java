package lampas.server.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may ask, and what is written down of it. */
class GatewayAccessTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void withoutARightTokenNothingIsAnswered() {
    try (ScriptedUpstream upstream = ScriptedUpstream.saying(ScriptedUpstream.EMPTY_VECTOR);
        RunningGateway gateway = RunningGateway.before(upstream)) {
      for (String header :
          List.of(
              "Bearer wrong",
              "Bearer ",
              "Bearer",
              "Basic dG9rZW4tYTp4",
              "token-a",
              "Bearer token-a x")) {
        var answer = gateway.get("/api/v1/query?query=up", "Authorization", header);
        assertThat(answer.status()).as(header).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.body()).doesNotContain("wrong");
      }
      assertThat(gateway.get("/api/v1/rules", "X-Other", "x").status()).isEqualTo(401);
      assertThat(gateway.get("/api/v1/query?query=up&token=token-a", "X-Other", "x").status())
          .isEqualTo(401);
      assertThat(upstream.count()).isZero();
      assertThat(gateway.get("/api/v1/query?query=up", "Authorization", "bearer  token-b").status())
          .isEqualTo(200);
      assertThat(upstream.next().parameter("query")).isEqualTo("up{tenant=\"b\"}");
    }
  }

  @Test
  void tokensAreReadAgainWhenTheirFileChangesAndGoneWithIt() throws Exception {
    Path file = Files.writeString(folder.resolve("tokens"), "# ours\n\n one \n");
    TokenFile tokens = new TokenFile(file, nanos::get);
    assertThat(tokens.digests()).containsExactly(Authentication.digest("one"));

    Path next =
        Files.writeString(
            folder.resolve("next"), "two\nsha256:" + RunningGateway.digest("three") + "\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(tokens.digests()).containsExactly(Authentication.digest("one"));
    pass(1);
    assertThat(tokens.digests())
        .containsExactly(Authentication.digest("two"), Authentication.digest("three"));

    Files.delete(file);
    pass(1);
    assertThat(tokens.digests()).isEmpty();
    Files.writeString(file, "sha256:nonsense");
    pass(1);
    assertThat(tokens.digests()).isEmpty();
    Files.writeString(file, "four");
    pass(1);
    assertThat(tokens.digests()).containsExactly(Authentication.digest("four"));
  }

  @Test
  void aBucketFillsWithTime() {
    TokenBucket bucket = new TokenBucket(2, 3, nanos::get);
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take()).isEmpty();
    }
    assertThat(bucket.take().orElseThrow()).isCloseTo(.5, within(1e-9));
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(bucket.take()).isEmpty();
    assertThat(bucket.take()).isPresent();
    pass(1000);
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take()).isEmpty();
    }
    assertThat(bucket.take()).isPresent();
  }

  @Test
  void everyRequestIsALineOfTheAuditLog() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    try (ScriptedUpstream upstream =
            ScriptedUpstream.saying(
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"tenant\":\"a\"},\"value\":[1,\"1\"]}]}}");
        RunningGateway gateway =
            RunningGateway.before(upstream, limits -> limits, RunningGateway.audit(file))) {
      gateway.query("up");
      gateway.query("up + " + "x".repeat(200));
      gateway.query("up{");
      gateway.get("/api/v1/query?query=up", "Authorization", "Bearer secret-token");
      gateway.get("/api/v1/admin/tsdb/snapshot");
      gateway.get("/api/v1/labels");
    }

    String text = Files.readString(file);
    assertThat(text).doesNotContain("token-a").doesNotContain("secret-token");
    List<JsonNode> lines = text.lines().map(JSON::readTree).toList();
    assertThat(lines).hasSize(6);
    JsonNode first = lines.getFirst();
    assertThat(first.path("tenant").asString()).isEqualTo("a");
    assertThat(first.path("client").asString()).isEqualTo("127.0.0.1");
    assertThat(first.path("endpoint").asString()).isEqualTo("/api/v1/query");
    assertThat(first.path("asked").asString()).isEqualTo("up");
    assertThat(first.path("sent").asString()).isEqualTo("up{tenant=\"a\"}");
    assertThat(first.path("status").asInt()).isEqualTo(200);
    assertThat(first.path("series").asInt()).isEqualTo(1);
    assertThat(first.path("bytes").asInt()).isEqualTo(104);
    assertThat(first.path("upstream").asString()).isEqualTo("ok");
    assertThat(first.path("coalesced").asBoolean()).isFalse();
    assertThat(first.path("duration_seconds").asDouble()).isPositive();
    assertThat(java.time.Instant.parse(first.path("time").asString())).isNotNull();
    assertThat(lines.get(1).path("asked").asString()).hasSize(101).endsWith("…");
    assertThat(lines.get(2).path("status").asInt()).isEqualTo(400);
    assertThat(lines.get(2).path("error").asString()).contains("parse error");
    assertThat(lines.get(3).path("status").asInt()).isEqualTo(401);
    assertThat(lines.get(3).path("tenant").asString()).isEmpty();
    assertThat(lines.get(4).path("endpoint").asString()).isEqualTo("unmatched");
    assertThat(lines.get(4).path("status").asInt()).isEqualTo(404);
    assertThat(lines.get(5).path("status").asInt()).isEqualTo(502);
  }

  @Test
  void anAuditFileThatWasMovedAwayIsOpenedAnew() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    int[] failures = new int[1];
    try (AuditLog log =
        AuditLog.open(RunningGateway.audit(file), nanos::get, () -> failures[0]++)) {
      log.write(entry());
      Files.move(file, folder.resolve("audit.1"));
      pass(1);
      log.write(entry());
      log.write(entry());
    }

    assertThat(Files.readAllLines(folder.resolve("audit.1"))).hasSize(1);
    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(failures[0]).isZero();
  }

  @Test
  void anAuditFileThatCannotBeWrittenIsAnErrorAtTheStart() {
    assertThatThrownBy(() ->
            AuditLog.open(RunningGateway.audit(folder.resolve("none/audit")), nanos::get, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("audit file: cannot be written");
  }

  private static AuditEntry entry() {
    return new AuditEntry(java.time.Instant.EPOCH, 0);
  }

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
