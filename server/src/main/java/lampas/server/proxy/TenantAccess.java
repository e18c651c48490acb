package lampas.server.proxy;

import java.util.List;
import lampas.server.proxy.tenant.Tenant;

/**
 * A tenant and how it proves who it is.
 *
 * @param tokens where its bearer tokens come from
 * @param certificateSubjects the subjects of its client certificates, as RFC 2253 writes them, for
 *     example {@code CN=team-a,O=Example}
 * @param anonymous whether requests without any proof are its own; at most one tenant
 */
public record TenantAccess(
    Tenant tenant, List<TokenSource> tokens, List<String> certificateSubjects, boolean anonymous) {
  public TenantAccess {
    tokens = List.copyOf(tokens);
    certificateSubjects = List.copyOf(certificateSubjects);
    if (tokens.isEmpty() && certificateSubjects.isEmpty() && !anonymous) {
      throw new IllegalArgumentException(
          "tenant %s: nobody can be it (expected: tokens, certificates or anonymous)"
              .formatted(tenant.name()));
    }
  }
}
