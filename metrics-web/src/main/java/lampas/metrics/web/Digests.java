package lampas.metrics.web;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/** The digests that every Java platform has. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static Mac hmacSha256(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static MetricsException missing(GeneralSecurityException e) {
    return new MetricsException(
        ErrorKind.INTERNAL, "security provider: a required digest is missing", e);
  }
}
