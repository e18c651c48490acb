package lampas.metrics.web;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/**
 * Versions, cipher suites and curves, by the names of Go's {@code crypto/tls}, as the JDK has them.
 *
 * @param versions by the JDK's names; at least one
 * @param suites of TLS 1.2 and before, best first; the JDK's if empty
 * @param curves best first; the JDK's if empty
 */
record TlsRules(
    List<String> versions, List<String> suites, boolean serverChooses, List<String> curves) {
  /* Oldest first. */
  private static final List<String> VERSIONS = List.of("TLS10", "TLS11", "TLS12", "TLS13");

  private static final Map<String, String> JDK_VERSIONS =
      Map.of("TLS10", "TLSv1", "TLS11", "TLSv1.1", "TLS12", "TLSv1.2", "TLS13", "TLSv1.3");

  private static final Map<String, String> JDK_CURVES =
      Map.of(
          "CurveP256", "secp256r1",
          "CurveP384", "secp384r1",
          "CurveP521", "secp521r1",
          "X25519", "x25519");

  /** Reads the rules of a {@code tls_server_config}. */
  static TlsRules read(YamlMapping mapping) {
    SSLParameters offered = offered();
    List<String> available = Arrays.asList(offered.getProtocols());
    Optional<String> oldest = version(mapping, "min_version", "TLS12", available);
    Optional<String> newest = version(mapping, "max_version", "TLS13", available);
    int from = oldest.map(VERSIONS::indexOf).orElse(0);
    int to = newest.map(VERSIONS::indexOf).orElse(VERSIONS.size() - 1);
    if (from > to) {
      mapping.problem(
          "min_version",
          VERSIONS.get(from) + " (expected: at most max_version, " + VERSIONS.get(to) + ")");
    }
    Map<String, String> suites = new LinkedHashMap<>();
    Stream.of(offered.getCipherSuites()).forEach(suite -> suites.put(suite, suite));
    return new TlsRules(
        VERSIONS.subList(Math.min(from, to), to + 1).stream().map(JDK_VERSIONS::get).toList(),
        mapping.choices("cipher_suites", suites),
        mapping.flag("prefer_server_cipher_suites", true),
        mapping.choices("curve_preferences", JDK_CURVES));
  }

  /** A version that is there; empty, and a problem, if it is not. */
  private static Optional<String> version(
      YamlMapping mapping, String key, String fallback, List<String> available) {
    Map<String, String> names = new LinkedHashMap<>();
    VERSIONS.forEach(name -> names.put(name, name));
    Optional<String> version =
        mapping.text(key).isPresent() ? mapping.choice(key, names) : Optional.of(fallback);
    if (version.isPresent() && !available.contains(JDK_VERSIONS.get(version.get()))) {
      mapping.problem(
          key,
          version.get()
              + ", which this JDK does not speak (expected: a version that its"
              + " jdk.tls.disabledAlgorithms allows)");
      return Optional.empty();
    }
    return version;
  }

  SSLParameters parameters(ClientPolicy policy) {
    SSLParameters parameters = new SSLParameters(allSuites(), versions.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(serverChooses);
    if (!curves.isEmpty()) {
      parameters.setNamedGroups(curves.toArray(String[]::new));
    }
    if (policy.required()) {
      parameters.setNeedClientAuth(true);
    } else {
      parameters.setWantClientAuth(policy.asked());
    }
    return parameters;
  }

  /* Those of TLS 1.3 cannot be chosen, in Go either: all are there. */
  private String[] allSuites() {
    Stream<String> all = Stream.of(offered().getCipherSuites());
    return suites.isEmpty()
        ? all.toArray(String[]::new)
        : Stream.concat(all.filter(suite -> !suite.contains("_WITH_")), suites.stream())
            .distinct()
            .toArray(String[]::new);
  }

  private static SSLParameters offered() {
    try {
      return SSLContext.getDefault().getDefaultSSLParameters();
    } catch (GeneralSecurityException e) {
      throw new MetricsException(ErrorKind.INTERNAL, "TLS: this JDK cannot set it up", e);
    }
  }
}
