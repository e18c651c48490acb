package lampas.client.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * Reads private keys: PKCS#8, and PKCS#1 and SEC 1, which become PKCS#8 by the algorithm in front
 * of them (RFC 5958, RFC 8017 appendix A.1.2, RFC 5915).
 */
final class KeyText {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  private KeyText() {}

  /** The key that goes with a certificate. */
  static PrivateKey read(String text, PublicKey owner) {
    Pem key =
        Pem.blocks(text).stream()
            .filter(block -> block.type().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException("no private key (expected: PEM with a PRIVATE KEY)"));
    byte[] pkcs8 =
        switch (key.type()) {
          case "PRIVATE KEY" -> key.content();
          case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
              element(
                  SEQUENCE,
                  concat(VERSION, algorithm(owner.getEncoded()), element(OCTETS, key.content())));
          default ->
              throw new IllegalArgumentException(
                  key.type() + " (expected: a private key without a passphrase)");
        };
    try {
      return KeyFactory.getInstance(owner.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException(
          "no %s key (expected: the private key of the certificate)"
              .formatted(owner.getAlgorithm()),
          malformed);
    }
  }

  /* A SubjectPublicKeyInfo (RFC 5280) is a sequence that begins with the algorithm. */
  private static byte[] algorithm(byte[] publicKey) {
    int start = 2 + lengthBytes(publicKey[1]);
    int end = start + 2 + lengthBytes(publicKey[start + 1]) + (publicKey[start + 1] & 0x7f);
    return Arrays.copyOfRange(publicKey, start, end);
  }

  /* How many bytes of length follow the first one; algorithms are shorter than 128 bytes. */
  private static int lengthBytes(byte first) {
    return first >= 0 ? 0 : first & 0x7f;
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (content.length < 0x80) {
      element.write(content.length);
    } else {
      element.write(0x83);
      element.write(content.length >>> 16);
      element.write(content.length >>> 8);
      element.write(content.length);
    }
    element.writeBytes(content);
    return element.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
