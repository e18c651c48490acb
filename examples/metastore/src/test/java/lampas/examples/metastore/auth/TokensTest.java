package lampas.examples.metastore.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
  private final FakeClock clock = new FakeClock();
  private final Tokens tokens = Tokens.create(Duration.ofMinutes(5), clock);
  private final ByteString key = tokens.newKey();

  @Test
  void aTokenSaysWhoLoggedInAtWhichRevisionAndUntilWhen() {
    String token = tokens.make(key, "ad\u00e4", 7);

    assertThat(tokens.verify(key, token))
        .contains(new Token("ad\u00e4", 7, clock.instant().plus(Duration.ofMinutes(5))));
    assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
  }

  @Test
  void itsTimeEndsUsedOrNot() {
    String token = tokens.make(key, "ada", 7);

    clock.pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(tokens.verify(key, token)).isPresent();
    clock.pass(Duration.ofMillis(1));
    assertThat(tokens.verify(key, token)).isEmpty();
  }

  @Test
  void everyOtherByteAnywhereIsSeen() {
    byte[] token = tokens.make(key, "ada", 7).getBytes(StandardCharsets.ISO_8859_1);

    for (int place = 0; place < token.length; place++) {
      byte right = token[place];
      for (int other = 0; other < 256; other++) {
        token[place] = (byte) other;
        if (token[place] != right) {
          assertThat(tokens.verify(key, new String(token, StandardCharsets.ISO_8859_1)))
              .as("byte %d is %d", place, other)
              .isEmpty();
        }
      }
      token[place] = right;
    }
    assertThat(tokens.verify(key, new String(token, StandardCharsets.ISO_8859_1))).isPresent();
  }

  @Test
  void shorterOrLongerIsSeen() {
    String token = tokens.make(key, "ada", 7);

    for (int length = 0; length < token.length(); length++) {
      assertThat(tokens.verify(key, token.substring(0, length))).isEmpty();
      assertThat(tokens.verify(key, token.substring(length + 1))).isEmpty();
    }
    for (String addition : List.of("A", "=", ".", " ")) {
      assertThat(tokens.verify(key, token + addition)).isEmpty();
      assertThat(tokens.verify(key, addition + token)).isEmpty();
    }
  }

  @Test
  void anotherKeyMakesOtherTokens() {
    String token = tokens.make(key, "ada", 7);

    assertThat(tokens.newKey()).isNotEqualTo(key).hasSize(32);
    assertThat(tokens.verify(tokens.newKey(), token)).isEmpty();
    assertThat(tokens.verify(ByteString.EMPTY, token)).isEmpty();
  }

  @Test
  void whatIsTooLongIsNotLookedAt() {
    assertThat(tokens.verify(key, tokens.make(key, "x".repeat(6_000), 7))).isPresent();
    assertThat(tokens.verify(key, tokens.make(key, "x".repeat(7_000), 7))).isEmpty();
  }

  @Test
  void aLifetimeIsPositive() {
    assertThatThrownBy(() -> Tokens.create(Duration.ZERO, clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token lifetime: PT0S (expected: > 0)");
  }
}
