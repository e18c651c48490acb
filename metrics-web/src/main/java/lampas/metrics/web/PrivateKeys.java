package lampas.metrics.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * Reads private keys in the three forms in which tools write them: PKCS#8, PKCS#1 (RSA) and SEC 1
 * (elliptic curves).
 *
 * <p>Sources: RFC 5958, RFC 8017 appendix A.1.2, RFC 5915.
 */
final class PrivateKeys {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private PrivateKeys() {}

  /**
   * The private key of a PEM text.
   *
   * @param owner the key of the certificate that it goes with
   * @throws IllegalArgumentException what the text is, and what was expected
   */
  static PrivateKey read(String text, PublicKey owner) {
    Pem block =
        Pem.blocks(text).stream()
            .filter(pem -> pem.type().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException("no private key (expected: PEM with a PRIVATE KEY)"));
    byte[] pkcs8 =
        switch (block.type()) {
          case "PRIVATE KEY" -> block.content();
          case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
            if (block.headers().contains("ENCRYPTED")) {
              throw encrypted();
            }
            yield wrapped(block.content(), owner);
          }
          case "ENCRYPTED PRIVATE KEY" -> throw encrypted();
          default ->
              throw new IllegalArgumentException(
                  block.type() + " (expected: PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY)");
        };
    try {
      PrivateKey key =
          KeyFactory.getInstance(owner.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (belongTogether(key, owner)) {
        return key;
      }
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException(
          "no %s key, as the certificate has (expected: the private key of the certificate)"
              .formatted(owner.getAlgorithm()),
          malformed);
    }
    throw new IllegalArgumentException(
        "the key of another certificate (expected: the private key of the certificate)");
  }

  private static IllegalArgumentException encrypted() {
    return new IllegalArgumentException("an encrypted key (expected: one without a passphrase)");
  }

  /* PKCS#8 is the algorithm in front of the older forms, and the certificate says which it is. */
  private static byte[] wrapped(byte[] key, PublicKey owner) {
    return element(SEQUENCE, VERSION_0, algorithm(owner.getEncoded()), element(OCTET_STRING, key));
  }

  /* The first element of a SubjectPublicKeyInfo (RFC 5280), which the JDK has just written. */
  private static byte[] algorithm(byte[] publicKey) {
    int start = contentStart(publicKey, 0);
    int content = contentStart(publicKey, start);
    return Arrays.copyOfRange(publicKey, start, content + (publicKey[start + 1] & 0xff));
  }

  private static int contentStart(byte[] der, int element) {
    int length = der[element + 1] & 0xff;
    return element + 2 + (length < 0x80 ? 0 : length & 0x7f);
  }

  private static byte[] element(int tag, byte[]... contents) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    int length = Arrays.stream(contents).mapToInt(content -> content.length).sum();
    element.write(tag);
    if (length < 0x80) {
      element.write(length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      element.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        element.write(length >>> (8 * i));
      }
    }
    for (byte[] content : contents) {
      element.writeBytes(content);
    }
    return element.toByteArray();
  }

  private static boolean belongTogether(PrivateKey key, PublicKey owner)
      throws GeneralSecurityException {
    String algorithm =
        switch (owner.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> owner.getAlgorithm();
        };
    byte[] message = "certificate and key".getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(message);
    byte[] signed = signature.sign();
    signature.initVerify(owner);
    signature.update(message);
    return signature.verify(signed);
  }
}
