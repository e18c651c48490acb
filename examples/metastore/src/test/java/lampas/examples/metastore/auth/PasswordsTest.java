package lampas.examples.metastore.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.Optional;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private final Passwords passwords = Passwords.ofCost(4);

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "pass word", "\u00fcn\u00efc\u00f6de \u2713"})
  void onlyTheSamePasswordMatches(String password) {
    Optional<ByteString> hash = Optional.of(passwords.hash(password));

    assertThat(passwords.match(password, hash)).isTrue();
    assertThat(passwords.match(password + "x", hash)).isFalse();
  }

  @Test
  void theSamePasswordHasAnotherHashEachTimeAtTheCostThatWasSet() {
    String one = Passwords.ofCost(5).hash("secret").toStringUtf8();
    String two = Passwords.ofCost(5).hash("secret").toStringUtf8();

    assertThat(one).startsWith("$2a$05$").hasSize(60).isNotEqualTo(two);
  }

  @Test
  void hashesOfEtcdAreUnderstood() {
    // Of the password "secret", by Go's golang.org/x/crypto/bcrypt as etcd 3.4.23 keeps it.
    ByteString hash =
        ByteString.copyFromUtf8("$2a$10$HME4l04T0JEsLQBzeOCGBeKtsQof2MI6rPkPw3auDGJvL2aPRrIhO");

    assertThat(passwords.match("secret", Optional.of(hash))).isTrue();
    assertThat(passwords.match("Secret", Optional.of(hash))).isFalse();
  }

  @Test
  void withoutAHashNothingMatches() {
    assertThat(passwords.match("", Optional.empty())).isFalse();
    assertThat(passwords.match("\0", Optional.empty())).isFalse();
    assertThat(passwords.match("secret", Optional.of(ByteString.copyFromUtf8("secret")))).isFalse();
  }

  @Test
  void moreThanBcryptLooksAtIsRefused() {
    String longest = "x".repeat(72);

    assertThat(passwords.match(longest, Optional.of(passwords.hash(longest)))).isTrue();
    assertThat(passwords.match(longest + "x", Optional.of(passwords.hash(longest)))).isFalse();
    assertThat(passwords.match(longest + "x", Optional.of(passwords.hash("")))).isFalse();
    assertThatThrownBy(() -> passwords.hash(longest + "x"))
        .isInstanceOfSatisfying(
            EtcdException.class,
            e -> assertThat(e.error()).isEqualTo(EtcdError.INVALID_AUTH_MANAGEMENT))
        .hasMessage(
            "etcdserver: invalid auth management: password: 73 bytes (expected: at most 72)");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 32})
  void aCostThatBcryptDoesNotKnowIsRefused(int cost) {
    assertThatThrownBy(() -> Passwords.ofCost(cost))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bcrypt cost: %d (expected: 4 to 31)".formatted(cost));
  }
}
