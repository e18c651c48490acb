package lampas.examples.metastore.auth;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed tokens: who logged in, at which revision of users and roles, and until when. No node keeps
 * anything of them; every node of a cluster knows the key.
 *
 * <p>A token ends when its time is over, whether it is used or not; clients log in again then. That
 * is as with etcd's JWT, not its simple tokens, whose time begins again with each use. Each node
 * goes by its own clock.
 *
 * <p>Format: base64url of version (1 byte), revision (8), expiry in milliseconds (8) and the user's
 * name in UTF-8; a dot; base64url of the HMAC-SHA256 of all that is before the dot. The signature
 * is of the text, so that no other text says the same. Thread-safe.
 */
public final class Tokens {
  /** As long as etcd's tokens live. */
  public static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final byte VERSION = 1;
  private static final int FIXED_BYTES = 1 + 2 * Long.BYTES;

  /** What fits into the headers that gRPC servers accept by default. */
  private static final int LONGEST = 8192;

  private final Duration lifetime;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private Tokens(Duration lifetime, Clock clock) {
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /**
   * Tokens of a lifetime.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public static Tokens create(Duration lifetime, Clock clock) {
    if (!lifetime.isPositive()) {
      throw new IllegalArgumentException("token lifetime: " + lifetime + " (expected: > 0)");
    }
    return new Tokens(lifetime, clock);
  }

  /** A key of 256 random bits. */
  public ByteString newKey() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return ByteString.copyFrom(key);
  }

  /** A token for somebody whose password was right at a revision of users and roles. */
  public String make(ByteString key, String user, long authRevision) {
    byte[] name = user.getBytes(StandardCharsets.UTF_8);
    byte[] claims =
        ByteBuffer.allocate(FIXED_BYTES + name.length)
            .put(VERSION)
            .putLong(authRevision)
            .putLong(clock.instant().plus(lifetime).toEpochMilli())
            .put(name)
            .array();
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(claims);
    return text + "." + signature(key, text);
  }

  /** What a token says; empty if it was not made with this key, or its time is over. */
  public Optional<Token> verify(ByteString key, String token) {
    int dot = token.indexOf('.');
    if (key.isEmpty() || dot < 0 || token.length() > LONGEST) {
      return Optional.empty();
    }
    String text = token.substring(0, dot);
    byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
    byte[] expected = signature(key, text).getBytes(StandardCharsets.UTF_8);
    // In a time that does not tell how much of it was right.
    if (!MessageDigest.isEqual(expected, given)) {
      return Optional.empty();
    }
    return parse(text).filter(parsed -> clock.instant().isBefore(parsed.expiry()));
  }

  /** Reads what was signed with our key. */
  private static Optional<Token> parse(String text) {
    ByteBuffer claims = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    if (claims.remaining() < FIXED_BYTES || claims.get() != VERSION) {
      return Optional.empty();
    }
    long authRevision = claims.getLong();
    Instant expiry = Instant.ofEpochMilli(claims.getLong());
    return Optional.of(
        new Token(StandardCharsets.UTF_8.decode(claims).toString(), authRevision, expiry));
  }

  private static String signature(ByteString key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.toByteArray(), ALGORITHM));
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      // Every Java platform must have this algorithm.
      throw new IllegalStateException("no " + ALGORITHM + " on this Java", e);
    }
  }
}
