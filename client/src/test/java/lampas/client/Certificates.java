package lampas.client;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority and what it has signed, made by keytool for one test, as PEM files. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final KeyStore store;

  private Certificates(Path folder, KeyStore store) {
    this.folder = folder;
    this.store = store;
  }

  /** {@code ca}, {@code server} for 127.0.0.1 with EC, and {@code client} with RSA. */
  static Certificates in(Path folder) throws Exception {
    Path file = folder.resolve("all.p12");
    make(file, "ca", "EC", "-ext", "bc:c");
    make(file, "server", "EC", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
    make(file, "client", "RSA", "-signer", "ca");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return new Certificates(folder, store);
  }

  private static void make(Path file, String name, String algorithm, String... more)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
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
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new AssertionError(output);
    }
  }

  /** The chain of a certificate, in PEM. */
  Path chain(String name) throws Exception {
    StringBuilder text = new StringBuilder("# " + name + "\n");
    for (Certificate certificate : store.getCertificateChain(name)) {
      text.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return Files.writeString(folder.resolve(name + ".crt"), text);
  }

  /** The private key, in PKCS#8. */
  Path key(String name) throws Exception {
    return write(name + ".key", "PRIVATE KEY", privateKey(name).getEncoded());
  }

  /** The private key as older tools write it: PKCS#1 for RSA, SEC 1 for elliptic curves. */
  Path olderKey(String name) throws Exception {
    byte[] pkcs8 = privateKey(name).getEncoded();
    String type = privateKey(name).getAlgorithm() + " PRIVATE KEY";
    return write(name + ".older.key", type, lastOctets(pkcs8));
  }

  private Path write(String name, String type, byte[] content) throws Exception {
    return Files.writeString(folder.resolve(name), pem(type, content));
  }

  private PrivateKey privateKey(String name) throws Exception {
    return (PrivateKey) store.getKey(name, PASSWORD);
  }

  /* The key of an older form is the octets at the end of PKCS#8: its tag is the first 0x04 behind
  which exactly the rest is its length. */
  private static byte[] lastOctets(byte[] pkcs8) {
    for (int i = 4; i < pkcs8.length - 4; i++) {
      int length = pkcs8[i + 1] & 0xff;
      int start = i + 2;
      int bytes = length & 0x7f;
      if (length > 0x80 && bytes <= 2) {
        length = 0;
        for (int j = 0; j < bytes; j++) {
          length = (length << 8) | (pkcs8[start + j] & 0xff);
        }
        start += bytes;
      }
      if (pkcs8[i] == 0x04 && start + length == pkcs8.length) {
        return Arrays.copyOfRange(pkcs8, start, pkcs8.length);
      }
    }
    throw new AssertionError("no PKCS#8");
  }

  static String pem(String type, byte[] content) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type);
  }

  /** A server's context that has its certificate and asks clients for one of the authority's. */
  SSLContext server() throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry("server", privateKey("server"), PASSWORD, store.getCertificateChain("server"));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", store.getCertificate("ca"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
