package lampas.metrics.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  /* "fakepassword", by htpasswd. */
  private static final String HASH = "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

  private final Passwords passwords = new Passwords();

  @ParameterizedTest
  @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
  void allVersionsOfTheHashAreKnown(String version) {
    Map<String, String> users = Map.of("bob", version + HASH.substring(4));

    assertThat(passwords.accept(users, new Credentials("bob", "fakepassword"))).isTrue();
    assertThat(passwords.accept(users, new Credentials("bob", "Fakepassword"))).isFalse();
  }

  @Test
  void anAcceptedPasswordIsNotComputedAgain() {
    Map<String, String> users = Map.of("bob", HASH);
    Credentials right = new Credentials("bob", "fakepassword");
    assertThat(passwords.accept(users, right)).isTrue();

    long start = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(passwords.accept(users, right)).isTrue();
    }

    /* 1,000 hashes of this cost take a minute. */
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void anAcceptedPasswordEndsWithItsHash() {
    Credentials right = new Credentials("bob", "fakepassword");
    assertThat(passwords.accept(Map.of("bob", HASH), right)).isTrue();

    String other = HASH.substring(0, 59) + (HASH.endsWith("i") ? "u" : "i");
    assertThat(passwords.accept(Map.of("bob", other), right)).isFalse();
    assertThat(passwords.accept(Map.of("alice", HASH), right)).isFalse();
  }

  @Test
  void anUnknownUserCostsWhatAWrongPasswordCosts() {
    Map<String, String> users = Map.of("bob", HASH);

    long wrong = fastest(users, "bob");
    long unknown = fastest(users, "carol");

    assertThat(unknown).isBetween(wrong / 2, wrong * 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$2y$10$",
        "$2y$03$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi",
        "$2y$32$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi",
        "$3y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi",
        "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeS"
      })
  void whatIsNoHashIsNotTakenForOne(String text) {
    assertThat(Passwords.isHash(text)).isFalse();
  }

  private long fastest(Map<String, String> users, String user) {
    return LongStream.range(0, 5)
        .map(i -> {
          long start = System.nanoTime();
          assertThat(passwords.accept(users, new Credentials(user, "guess " + i))).isFalse();
          return System.nanoTime() - start;
        })
        .min()
        .orElseThrow();
  }
}
