package lampas.metrics.web;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificates of clients are taken. */
final class ClientTrust extends X509ExtendedTrustManager {
  /* Source: RFC 5280, section 4.2.1.6, as X509Certificate numbers them. */
  private static final Set<Integer> NAMES = Set.of(1, 2, 6);
  private static final int ADDRESS = 7;

  private final Optional<X509ExtendedTrustManager> authorities;
  private final Set<String> names;

  /**
   * @param authorities who must have signed it; nobody if empty
   * @param names of which it must have one; none if empty
   */
  ClientTrust(Optional<X509ExtendedTrustManager> authorities, List<String> names) {
    this.authorities = authorities;
    this.names = names.stream().map(ClientTrust::normal).collect(Collectors.toSet());
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    if (authorities.isPresent()) {
      authorities.get().checkClientTrusted(chain, type, engine);
    }
    checkNames(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (authorities.isPresent()) {
      authorities.get().checkClientTrusted(chain, type, socket);
    }
    checkNames(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (authorities.isPresent()) {
      authorities.get().checkClientTrusted(chain, type);
    }
    checkNames(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("a server's certificate (expected: a client's)");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities
        .map(X509ExtendedTrustManager::getAcceptedIssuers)
        .orElseGet(() -> new X509Certificate[0]);
  }

  private void checkNames(X509Certificate[] chain) throws CertificateException {
    if (names.isEmpty()) {
      return;
    }
    Set<String> given = new TreeSet<>();
    @Nullable Collection<List<?>> alternatives = chain[0].getSubjectAlternativeNames();
    for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
      if (name.get(0) instanceof Integer kind && name.get(1) instanceof String text) {
        if (NAMES.contains(kind)) {
          given.add(text);
        } else if (kind == ADDRESS) {
          given.add(normal(text));
        }
      }
    }
    if (given.stream().noneMatch(names::contains)) {
      throw new CertificateException(
          "subject alternative names: " + given + " (expected: one of client_allowed_sans)");
    }
  }

  /* One text for all ways to write an IPv6 address; other names stay as they are. */
  private static String normal(String name) {
    if (!name.contains(":") || !name.matches("[0-9a-fA-F:.]+")) {
      return name;
    }
    try {
      return InetAddress.getByName(name).getHostAddress();
    } catch (UnknownHostException noAddress) {
      return name;
    }
  }
}
