package lampas.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a server encrypts its connections, and whether it asks clients who they are.
 *
 * @param context the key and the certificate of the server, and whom it trusts to sign those of
 *     clients
 * @param clients whether clients show a certificate
 */
public record ServerTls(SSLContext context, Clients clients) {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final char[] NO_PASSWORD = new char[0];

  /** Whether clients show a certificate. */
  public enum Clients {
    NOT_ASKED,
    /** Who shows none, or one of an unknown authority, is not refused by the handshake alone. */
    ASKED,
    REQUIRED
  }

  /**
   * TLS from PEM files.
   *
   * @param certificate the server's certificate, followed by those that lead to its authority
   * @param key its private key, in PKCS#8 and not encrypted
   * @param clientAuthorities who signs clients' certificates; if given, clients are asked for one
   * @throws IllegalArgumentException if a file cannot be read or does not hold what it should
   */
  public static ServerTls of(Path certificate, Path key, Optional<Path> clientAuthorities) {
    try {
      Certificate[] chain = certificates(certificate).toArray(new Certificate[0]);
      KeyStore store = empty();
      store.setKeyEntry("server", privateKey(key, chain[0]), NO_PASSWORD, chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      KeyStore trusted = empty();
      if (clientAuthorities.isPresent()) {
        for (Certificate authority : certificates(clientAuthorities.get())) {
          trusted.setCertificateEntry("authority-" + trusted.size(), authority);
        }
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return new ServerTls(
          context, clientAuthorities.isPresent() ? Clients.ASKED : Clients.NOT_ASKED);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "TLS: %s and %s do not go together (expected: a certificate and its private key)"
              .formatted(certificate.getFileName(), key.getFileName()),
          unusable);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalArgumentException(
          "TLS: %s cannot be read (expected: certificates in PEM)".formatted(file.getFileName()),
          unreadable);
    }
    throw new IllegalArgumentException(
        "TLS: no certificate in %s (expected: PEM)".formatted(file.getFileName()));
  }

  private static PrivateKey privateKey(Path file, Certificate owner)
      throws GeneralSecurityException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "TLS: %s cannot be read (expected: a private key in PEM)".formatted(file.getFileName()),
          unreadable);
    }
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "TLS: no private key in %s (expected: PEM with BEGIN PRIVATE KEY, that is PKCS#8)"
              .formatted(file.getFileName()));
    }
    byte[] content = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    return KeyFactory.getInstance(owner.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(content));
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return store;
  }
}
