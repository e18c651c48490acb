package lampas.metrics.web;

import java.util.Map;

/**
 * What is asked of clients' certificates, by the names of Go's {@code tls.ClientAuthType}.
 *
 * @param asked whether clients are asked for one
 * @param required whether they must have one
 * @param verified whether it must be of a trusted authority
 */
record ClientPolicy(boolean asked, boolean required, boolean verified) {
  static final ClientPolicy NONE = new ClientPolicy(false, false, false);

  static final Map<String, ClientPolicy> BY_NAME =
      Map.of(
          "NoClientCert", NONE,
          "RequestClientCert", new ClientPolicy(true, false, false),
          "RequireAnyClientCert", new ClientPolicy(true, true, false),
          /* An older name of the one before. */
          "RequireClientCert", new ClientPolicy(true, true, false),
          "VerifyClientCertIfGiven", new ClientPolicy(true, false, true),
          "RequireAndVerifyClientCert", new ClientPolicy(true, true, true));
}
