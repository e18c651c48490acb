package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Keys and their values: {@code put}, {@code get}, {@code del}. */
interface KeyCommands {
  Etcdctl etcdctl();

  @Test
  default void aValueThatWasPutIsThere() {
    assertThat(etcdctl().prints("put", "k/a", "1")).isEqualTo("OK\n");

    assertThat(etcdctl().prints("get", "k/a")).isEqualTo("k/a\n1\n");
    assertThat(etcdctl().prints("get", "k/a", "--consistency=s")).isEqualTo("k/a\n1\n");
    assertThat(etcdctl().prints("get", "k/b")).isEmpty();
  }

  @Test
  default void aPutCanGiveTheValueBefore() {
    assertThat(etcdctl().prints("put", "k/prev", "1", "--prev-kv")).isEqualTo("OK\n");
    assertThat(etcdctl().prints("put", "k/prev", "2", "--prev-kv")).isEqualTo("OK\nk/prev\n1\n");
  }

  @Test
  default void aPutCanKeepTheValue() {
    etcdctl().prints("put", "k/keep", "1");
    assertThat(etcdctl().prints("put", "k/keep", "--ignore-value")).isEqualTo("OK\n");
    assertThat(etcdctl().prints("get", "k/keep")).isEqualTo("k/keep\n1\n");
    assertThat(etcdctl().json("get", "k/keep").at("/kvs/0/version").asInt()).isEqualTo(2);
    assertThat(etcdctl().fails(1, "put", "k/none", "--ignore-value"))
        .isEqualTo("Error: etcdserver: key not found");
  }

  @Test
  default void aValueComesFromTheInputAsItIs() {
    etcdctl().printsOn("two\nlines ü \u0001", "put", "k/input");

    assertThat(etcdctl().prints("get", "k/input", "--print-value-only"))
        .isEqualTo("two\nlines ü \u0001\n");
    assertThat(etcdctl().prints("put", "k/dash", "--", "-x")).isEqualTo("OK\n");
    assertThat(etcdctl().prints("get", "k/dash", "--hex"))
        .isEqualTo("\\x6b\\x2f\\x64\\x61\\x73\\x68\n\\x2d\\x78\n");
  }

  @Test
  default void keysCountTheirVersionsAndKnowTheirRevisions() {
    long before = etcdctl().revision();
    JsonNode put = etcdctl().json("put", "k/v", "1");
    etcdctl().prints("put", "k/v", "2");
    etcdctl().prints("del", "k/v");
    etcdctl().prints("put", "k/v", "3");
    etcdctl().prints("put", "k/v", "4");

    assertThat(put.at("/header/revision").asLong()).isEqualTo(before + 1);
    JsonNode answer = etcdctl().json("get", "k/v");
    assertThat(answer.at("/header/revision").asLong()).isEqualTo(before + 5);
    assertThat(answer.at("/count").asInt()).isEqualTo(1);
    assertThat(answer.at("/kvs/0").toString())
        .isEqualTo(
            "{\"key\":\"%s\",\"create_revision\":%d,\"mod_revision\":%d,\"version\":2,\"value\":\"%s\"}"
                .formatted(base64("k/v"), before + 4, before + 5, base64("4")));
  }

  @Test
  default void anOldRevisionIsAsItWas() {
    etcdctl().prints("put", "old/a", "1");
    etcdctl().prints("put", "old/b", "1");
    long revision = etcdctl().revision();
    etcdctl().prints("put", "old/a", "2");
    etcdctl().prints("del", "old/b");
    etcdctl().prints("put", "old/c", "1");

    assertThat(etcdctl().prints("get", "--prefix", "old/", "--rev=" + revision))
        .isEqualTo("old/a\n1\nold/b\n1\n");
    assertThat(etcdctl().prints("get", "--prefix", "old/", "--rev=" + (revision + 2)))
        .isEqualTo("old/a\n2\n");
    assertThat(etcdctl().prints("get", "--prefix", "old/")).isEqualTo("old/a\n2\nold/c\n1\n");
    assertThat(etcdctl().json("get", "old/a", "--rev=" + revision).at("/header/revision").asLong())
        .isEqualTo(revision + 3);
    assertThat(etcdctl().fails(1, "get", "old/a", "--rev=" + (revision + 4)))
        .isEqualTo("Error: etcdserver: mvcc: required revision is a future revision");
  }

  @Test
  default void rangesAreCutSortedAndCounted() {
    etcdctl().prints("put", "r/b", "3");
    etcdctl().prints("put", "r/a", "2");
    etcdctl().prints("put", "r/c", "1");
    etcdctl().prints("put", "r/a", "2");

    assertThat(etcdctl().prints("get", "r/a", "r/c")).isEqualTo("r/a\n2\nr/b\n3\n");
    assertThat(etcdctl().prints("get", "--prefix", "r/", "--keys-only"))
        .isEqualTo("r/a\n\nr/b\n\nr/c\n\n");
    assertThat(sorted("KEY", "DESCEND")).containsExactly("1", "3", "2");
    assertThat(sorted("VALUE", "ASCEND")).containsExactly("1", "2", "3");
    assertThat(sorted("CREATE", "ASCEND")).containsExactly("3", "2", "1");
    assertThat(sorted("MODIFY", "DESCEND")).containsExactly("2", "1", "3");
    assertThat(sorted("VERSION", "DESCEND").getFirst()).isEqualTo("2");

    JsonNode one = etcdctl().json("get", "--prefix", "r/", "--limit=1");
    assertThat(one.at("/kvs").size()).isEqualTo(1);
    assertThat(one.at("/more").asBoolean()).isTrue();
    assertThat(one.at("/count").asInt()).isEqualTo(3);
    JsonNode all = etcdctl().json("get", "--prefix", "r/", "--limit=3");
    assertThat(all.at("/more").isMissingNode()).isTrue();
  }

  @Test
  default void aRangeMayHaveNoEnd() {
    etcdctl().prints("put", "~z/1", "a");
    etcdctl().prints("put", "~z/2", "b");

    assertThat(etcdctl().prints("get", "--from-key", "~z/")).isEqualTo("~z/1\na\n~z/2\nb\n");
    assertThat(
            etcdctl()
                .prints("get", "", "--from-key", "--limit=1", "--sort-by=KEY", "--order=DESCEND"))
        .isEqualTo("~z/2\nb\n");
    assertThat(etcdctl().prints("del", "--from-key", "~z/")).isEqualTo("2\n");
    assertThat(etcdctl().prints("get", "--from-key", "~z/")).isEmpty();
  }

  @Test
  default void aDeletionSaysHowManyAndWhat() {
    etcdctl().prints("put", "d/1", "a");
    etcdctl().prints("put", "d/2", "b");
    etcdctl().prints("put", "d/3", "c");

    assertThat(etcdctl().prints("del", "d/1")).isEqualTo("1\n");
    assertThat(etcdctl().prints("del", "d/1")).isEqualTo("0\n");
    assertThat(etcdctl().prints("del", "--prefix", "d/", "--prev-kv"))
        .isEqualTo("2\nd/2\nb\nd/3\nc\n");
    assertThat(etcdctl().prints("get", "--prefix", "d/")).isEmpty();
  }

  @Test
  default void aDeletionOfNothingIsNoRevision() {
    long before = etcdctl().revision();

    assertThat(etcdctl().prints("del", "d/none")).isEqualTo("0\n");

    assertThat(etcdctl().revision()).isEqualTo(before);
  }

  @Test
  default void whatCannotBePutIsRefusedInEtcdsWords() {
    assertThat(etcdctl().fails(1, "put", "", "1"))
        .isEqualTo("Error: etcdserver: key is not provided");
    assertThat(etcdctl().failsOn("x".repeat(1_600_000), 1, "put", "k/large"))
        .isEqualTo("Error: etcdserver: request is too large");
    assertThat(etcdctl().prints("get", "k/large")).isEmpty();
  }

  private List<String> sorted(String by, String order) {
    return etcdctl()
        .prints(
            "get", "--prefix", "r/", "--sort-by=" + by, "--order=" + order, "--print-value-only")
        .lines()
        .toList();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
