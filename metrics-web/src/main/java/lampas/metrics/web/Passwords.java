package lampas.metrics.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Compares passwords with bcrypt hashes, which is slow on purpose, once for each that comes again.
 *
 * <p>An unknown user costs what a known one with a wrong password costs. One hash is computed at a
 * time, so that guesses cannot take all processors. Remembers, under a key that only this object
 * has, the last password that each user was let in with, and the last wrong ones. Thread-safe.
 */
final class Passwords {
  private static final Pattern HASH =
      Pattern.compile("\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}");

  /* Guesses push out guesses only, never what has been accepted. */
  private static final int WRONG_ONES = 100;

  private final byte[] key = new byte[32];
  private final ReentrantLock computing = new ReentrantLock();
  private final ConcurrentMap<String, byte[]> accepted = new ConcurrentHashMap<>();
  private final Map<ByteBuffer, Boolean> refused = new LinkedHashMap<>(16, 0.75f, true);

  Passwords() {
    new SecureRandom().nextBytes(key);
  }

  static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }

  /** Whether the password is the one of the user's hash. */
  boolean accept(Map<String, String> users, Credentials given) {
    String hash = users.get(given.user());
    boolean known = hash != null;
    String compared = hash != null ? hash : standIn(users);
    byte[] digest = digest(given, compared);
    byte[] last = known ? accepted.get(given.user()) : null;
    if (last != null && MessageDigest.isEqual(last, digest)) {
      return true;
    }
    if (isRefused(digest)) {
      return false;
    }
    if (verify(given.password(), compared) && known) {
      accepted.keySet().retainAll(users.keySet());
      accepted.put(given.user(), digest);
      return true;
    }
    refuse(digest);
    return false;
  }

  /* As slow as the slowest hash there is; nothing is accepted for it. */
  private static String standIn(Map<String, String> users) {
    String cost =
        users.values().stream().map(hash -> hash.substring(4, 6)).sorted().toList().getLast();
    return "$2y$" + cost + "$" + "abcdefghijklmnopqrstuu" + "0123456789012345678901234567890";
  }

  private boolean verify(String password, String hash) {
    computing.lock();
    try {
      BCrypt.Version version =
          switch (hash.charAt(2)) {
            case 'a' -> BCrypt.Version.VERSION_2A;
            case 'b' -> BCrypt.Version.VERSION_2B;
            default -> BCrypt.Version.VERSION_2Y;
          };
      /* bcrypt itself looks at the first 72 bytes only. */
      return BCrypt.verifyer(version, LongPasswordStrategies.truncate(version))
          .verify(
              password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.US_ASCII))
          .verified;
    } finally {
      computing.unlock();
    }
  }

  private byte[] digest(Credentials given, String hash) {
    byte[] user = given.user().getBytes(StandardCharsets.UTF_8);
    Mac mac = Digests.hmacSha256(key);
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(user.length).flip());
    mac.update(user);
    mac.update(hash.getBytes(StandardCharsets.US_ASCII));
    return mac.doFinal(given.password().getBytes(StandardCharsets.UTF_8));
  }

  private boolean isRefused(byte[] digest) {
    synchronized (refused) {
      return refused.get(ByteBuffer.wrap(digest)) != null;
    }
  }

  private void refuse(byte[] digest) {
    synchronized (refused) {
      refused.put(ByteBuffer.wrap(digest), true);
      if (refused.size() > WRONG_ONES) {
        refused.remove(refused.keySet().iterator().next());
      }
    }
  }
}
