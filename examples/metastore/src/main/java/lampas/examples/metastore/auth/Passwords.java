package lampas.examples.metastore.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/**
 * Hashes passwords and compares them, with bcrypt.
 *
 * <p>Takes a tenth of a second of processor time a password at the default cost; not for threads
 * that must not wait. Thread-safe.
 */
public final class Passwords {
  /** etcd's; each one more doubles the time. */
  public static final int DEFAULT_COST = 10;

  private static final int LONGEST = 72;

  private final int cost;

  /** Takes as long to compare with as any other. */
  private final byte[] nobodysHash;

  private Passwords(int cost) {
    this.cost = cost;
    this.nobodysHash = BCrypt.withDefaults().hash(cost, new byte[] {0});
  }

  /**
   * Passwords that are hashed at a cost.
   *
   * @param cost the logarithm of the number of rounds, 4 to 31
   * @throws IllegalArgumentException if it is another
   */
  public static Passwords ofCost(int cost) {
    if (cost < BCrypt.MIN_COST || cost > BCrypt.MAX_COST) {
      throw new IllegalArgumentException(
          "bcrypt cost: %d (expected: %d to %d)".formatted(cost, BCrypt.MIN_COST, BCrypt.MAX_COST));
    }
    return new Passwords(cost);
  }

  /**
   * A new hash with a random salt.
   *
   * @throws EtcdException INVALID_AUTH_MANAGEMENT if bcrypt would not look at all of the password
   */
  public ByteString hash(String password) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST) {
      throw new EtcdException(
          EtcdError.INVALID_AUTH_MANAGEMENT,
          "password: %d bytes (expected: at most %d)".formatted(bytes.length, LONGEST));
    }
    return ByteString.copyFrom(BCrypt.withDefaults().hash(cost, bytes));
  }

  /**
   * Whether a password is the one that was hashed. Takes its time without a hash too, so that time
   * does not tell who has a password.
   */
  public boolean match(String password, Optional<ByteString> hash) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    boolean tooLong = bytes.length > LONGEST;
    boolean verified =
        BCrypt.verifyer()
            .verify(
                tooLong ? new byte[0] : bytes,
                hash.map(ByteString::toByteArray).orElse(nobodysHash))
            .verified;
    return verified && !tooLong && hash.isPresent();
  }
}
