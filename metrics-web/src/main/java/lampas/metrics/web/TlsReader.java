package lampas.metrics.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/** Reads {@code tls_server_config}. */
final class TlsReader {
  private final YamlMapping mapping;
  private final FolderFiles files;

  TlsReader(YamlMapping mapping, FolderFiles files) {
    this.mapping = mapping;
    this.files = files;
  }

  /** The encryption that it asks for; empty if it says nothing or if there are problems. */
  Optional<TlsState> read() {
    boolean wanted = !mapping.isEmpty();
    Optional<String> certificate = pem("cert", "cert_file", wanted);
    Optional<String> keyText = pem("key", "key_file", wanted);
    Optional<List<X509Certificate>> authorities =
        pem("client_ca", "client_ca_file", false)
            .flatMap(text -> certificates(text, "client_ca", "client_ca_file"));
    ClientPolicy policy =
        mapping.choice("client_auth_type", ClientPolicy.BY_NAME).orElse(ClientPolicy.NONE);
    List<String> names = mapping.texts("client_allowed_sans");
    checkPolicy(policy, authorities.isPresent(), !names.isEmpty());
    Optional<List<X509Certificate>> chain =
        certificate.flatMap(text -> certificates(text, "cert", "cert_file"));
    Optional<PrivateKey> key =
        chain.isPresent() ? keyText.flatMap(text -> key(text, chain.get())) : Optional.empty();
    TlsRules rules = TlsRules.read(mapping);
    mapping.finish();
    if (chain.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(state(chain.get(), key.get(), policy, authorities, names, rules));
  }

  private void checkPolicy(ClientPolicy policy, boolean authorities, boolean names) {
    if (authorities && !policy.asked()) {
      mapping.problem(
          "client_auth_type",
          "NoClientCert with a client_ca (expected: another, RequireAndVerifyClientCert for example)");
    }
    if (names && !policy.required()) {
      mapping.problem(
          "client_allowed_sans",
          "clients need no certificate (expected: client_auth_type RequireAnyClientCert or"
              + " RequireAndVerifyClientCert)");
    }
  }

  /** The text of an inline key or of the file that another names, one of which may be there. */
  private Optional<String> pem(String inline, String file, boolean required) {
    Optional<String> given = mapping.text(inline);
    boolean named = mapping.text(file).isPresent();
    if (given.isPresent() && named) {
      mapping.problem(file, "there is " + inline + " as well (expected: one of them)");
      return Optional.empty();
    }
    if (required && given.isEmpty() && !named) {
      mapping.problem(file, "missing (expected: a PEM file, or its text in " + inline + ")");
    }
    return given.isPresent() ? given : files.read(mapping, file);
  }

  private Optional<List<X509Certificate>> certificates(String text, String inline, String file) {
    String key = mapping.keys().contains(inline) ? inline : file;
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Pem block : Pem.blocks(text)) {
        if (block.type().equals("CERTIFICATE")) {
          certificates.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(block.content())));
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      mapping.problem(key, "not a certificate (expected: X.509 in PEM): " + malformed.getMessage());
      return Optional.empty();
    }
    if (certificates.isEmpty()) {
      mapping.problem(key, "no certificate (expected: PEM with a CERTIFICATE)");
      return Optional.empty();
    }
    return Optional.of(certificates);
  }

  private Optional<PrivateKey> key(String text, List<X509Certificate> chain) {
    try {
      return Optional.of(PrivateKeys.read(text, chain.getFirst().getPublicKey()));
    } catch (IllegalArgumentException unreadable) {
      String message = unreadable.getMessage();
      mapping.problem(
          mapping.keys().contains("key") ? "key" : "key_file",
          message == null ? "unreadable" : message);
      return Optional.empty();
    }
  }

  private static TlsState state(
      List<X509Certificate> chain,
      PrivateKey key,
      ClientPolicy policy,
      Optional<List<X509Certificate>> authorities,
      List<String> names,
      TlsRules rules) {
    try {
      Optional<X509ExtendedTrustManager> trusted =
          policy.verified() ? Optional.of(trust(authorities)) : Optional.empty();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new ServerKey(chain, key)},
          new TrustManager[] {new ClientTrust(trusted, names)},
          null);
      return new TlsState(context, rules.parameters(policy));
    } catch (GeneralSecurityException | IOException e) {
      throw new MetricsException(
          ErrorKind.INTERNAL, "TLS: this JDK cannot set it up: " + e.getMessage(), e);
    }
  }

  /* Without authorities those of the JDK are taken, as Go takes those of the system. */
  private static X509ExtendedTrustManager trust(Optional<List<X509Certificate>> authorities)
      throws GeneralSecurityException, IOException {
    @Nullable KeyStore store = null;
    if (authorities.isPresent()) {
      store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < authorities.get().size(); i++) {
        store.setCertificateEntry("authority-" + i, authorities.get().get(i));
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }
}
