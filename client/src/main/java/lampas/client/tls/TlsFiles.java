package lampas.client.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust and which certificate to show.
 *
 * @param authorities a PEM file with the certificates of those who may vouch for the backend; empty
 *     for those that the JDK trusts
 * @param clientKey the certificate to show; empty for none
 */
public record TlsFiles(Optional<Path> authorities, Optional<ClientKey> clientKey) {
  private static final char[] NO_PASSWORD = new char[0];

  public static TlsFiles trusting(Path authorities) {
    return new TlsFiles(Optional.of(authorities), Optional.empty());
  }

  public static TlsFiles showing(ClientKey clientKey) {
    return new TlsFiles(Optional.empty(), Optional.of(clientKey));
  }

  public TlsFiles withClientKey(ClientKey clientKey) {
    return new TlsFiles(authorities, Optional.of(clientKey));
  }

  /**
   * What connections are made with; the files are read once, now.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a file does not hold what it should
   */
  public SSLContext context() throws IOException {
    try {
      @Nullable TrustManager[] trust =
          authorities.isPresent() ? trust(certificates(authorities.get(), "authorities")) : null;
      @Nullable KeyManager[] keys = clientKey.isPresent() ? keys(clientKey.get()) : null;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException unfit) {
      throw new IllegalArgumentException(
          "TLS: not usable in this JDK (expected: certificates and keys that it knows)", unfit);
    }
  }

  private static TrustManager[] trust(List<Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(ClientKey files) throws GeneralSecurityException, IOException {
    List<Certificate> chain = certificates(files.certificate(), "client certificate");
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client",
        key(Files.readString(files.key()), chain.getFirst()),
        NO_PASSWORD,
        chain.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static PrivateKey key(String text, Certificate certificate) {
    try {
      return KeyText.read(text, certificate.getPublicKey());
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("client key: " + malformed.getMessage(), malformed);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file, String what) throws IOException {
    List<Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Pem block : Pem.blocks(Files.readString(file))) {
        if (block.type().equals("CERTIFICATE")) {
          certificates.add(factory.generateCertificate(new ByteArrayInputStream(block.content())));
        }
      }
    } catch (CertificateException malformed) {
      throw new IllegalArgumentException(
          what + ": not a certificate (expected: X.509 in PEM)", malformed);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(
          what + ": no certificate (expected: PEM with a CERTIFICATE)");
    }
    return certificates;
  }
}
