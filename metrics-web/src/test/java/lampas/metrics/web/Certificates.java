package lampas.metrics.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** An authority, a server, a client and a stranger, made by keytool for one test. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final Path file;

  private Certificates(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("certificates.p12");
  }

  /**
   * Writes {@code NAME.crt}, the chain, and {@code NAME.key}, in PKCS#8, for each into a folder.
   */
  static Certificates in(Path folder) throws Exception {
    Certificates certificates = new Certificates(folder);
    certificates.make("ca", "EC", "-ext", "bc:c");
    certificates.make("server", "RSA", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    certificates.make("server-ec", "EC", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    certificates.make("server-ed", "Ed25519", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    certificates.make("client", "EC", "-signer", "ca", "-ext", "san=dns:scraper,ip:2001:db8::1");
    certificates.make("stranger", "EC", "-ext", "san=dns:scraper");
    return certificates;
  }

  private void make(String name, String algorithm, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    Program.run(folder, command).succeeded();
    KeyStore store = store();
    StringBuilder chain = new StringBuilder();
    for (Certificate certificate : store.getCertificateChain(name)) {
      chain.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(folder.resolve(name + ".crt"), chain);
    Files.writeString(
        folder.resolve(name + ".key"),
        pem("PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded()));
  }

  /** What a client trusts and has: the authority, and the certificate of this name if not empty. */
  SSLContext clientContext(String name) throws GeneralSecurityException, IOException {
    KeyStore all = store();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", all.getCertificate("ca"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManager[] keys =
        name.isEmpty()
            ? new KeyManager[0]
            : new KeyManager[] {
              new AnyAsked(
                  (X509Certificate) all.getCertificate(name),
                  (PrivateKey) all.getKey(name, PASSWORD))
            };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  /** Shows its certificate to every server that asks for one, whoever it trusts. */
  private static final class AnyAsked extends X509ExtendedKeyManager {
    private final X509Certificate certificate;
    private final PrivateKey key;

    AnyAsked(X509Certificate certificate, PrivateKey key) {
      this.certificate = certificate;
      this.key = key;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return "own";
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      throw new UnsupportedOperationException("a client");
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      throw new UnsupportedOperationException("a client");
    }
  }

  static String pem(String type, byte[] content) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type);
  }
}
