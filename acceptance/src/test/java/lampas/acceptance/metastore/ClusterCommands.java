package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code member}, {@code endpoint}, {@code defrag}, {@code alarm}, {@code snapshot}. */
interface ClusterCommands {
  Etcdctl etcdctl();

  EtcdServer server();

  @Test
  default void theOnlyMemberIsListed() {
    JsonNode list = etcdctl().json("member", "list");

    assertThat(list.at("/members").size()).isEqualTo(1);
    JsonNode member = list.at("/members/0");
    assertThat(member.at("/ID").asString()).isEqualTo(list.at("/header/member_id").asString());
    assertThat(member.at("/name").asString()).isEqualTo(server().name());
    assertThat(member.at("/clientURLs/0").asString()).isEqualTo("http://" + server().endpoint());
    assertThat(etcdctl().prints("member", "list"))
        .matches(
            "[0-9a-f]{1,16}, started, %s, http://[^,]+, http://%s, false\n"
                .formatted(server().name(), server().endpoint()));
  }

  @Test
  default void theStatusIsThatOfALeader() {
    etcdctl().prints("put", "s", "1");
    JsonNode before = etcdctl().json("endpoint", "status").at("/0/Status");
    etcdctl().prints("put", "s", "2");
    JsonNode after = etcdctl().json("endpoint", "status").at("/0/Status");

    assertThat(after.at("/leader").asString()).isEqualTo(after.at("/header/member_id").asString());
    assertThat(after.at("/header/revision").asLong())
        .isEqualTo(before.at("/header/revision").asLong() + 1);
    assertThat(after.at("/raftIndex").asLong()).isGreaterThan(before.at("/raftIndex").asLong());
    assertThat(after.at("/raftAppliedIndex").asLong()).isEqualTo(after.at("/raftIndex").asLong());
    assertThat(after.at("/raftTerm").asLong()).isPositive();
    assertThat(after.at("/dbSize").asLong()).isPositive();
    assertThat(after.at("/version").asString()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
  }

  @Test
  default void theEndpointIsHealthy() {
    JsonNode health = etcdctl().json("endpoint", "health");

    assertThat(health.at("/0/endpoint").asString()).isEqualTo(server().endpoint());
    assertThat(health.at("/0/health").asBoolean()).isTrue();
  }

  @Test
  default void theHashChangesWithTheKeysOnly() {
    etcdctl().prints("put", "h", "1");
    String before = hash();

    assertThat(hash()).isEqualTo(before);
    etcdctl().prints("put", "h", "1");
    assertThat(hash()).isNotEqualTo(before);
  }

  @Test
  default void maintenanceIsAnswered() {
    assertThat(etcdctl().prints("defrag"))
        .isEqualTo("Finished defragmenting etcd member[" + server().endpoint() + "]\n");
    assertThat(etcdctl().prints("alarm", "list")).isEmpty();
    assertThat(etcdctl().prints("alarm", "disarm")).isEmpty();
  }

  /* What is in the file is each server's own business. */
  @Test
  default void aSnapshotIsSaved(@TempDir Path folder) throws IOException {
    etcdctl().prints("put", "snapshot", "a value of the snapshot");
    Path file = folder.resolve("snapshot.db");

    assertThat(etcdctl().prints("snapshot", "save", file.toString()))
        .isEqualTo("Snapshot saved at " + file + "\n");

    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("a value of the snapshot");
  }

  private String hash() {
    return etcdctl().json("endpoint", "hashkv").at("/0/HashKV/hash").asString();
  }
}
