package lampas.server.proxy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lampas.promql.syntax.ParserOptions;
import lampas.server.view.ViewSettings;

/**
 * What the gateway holds its clients to.
 *
 * @param tenants who may ask; at least one
 * @param parser the language that is taken, which the backend must take too
 * @param audit where a line for each request goes
 * @param answerMemoryBytes how many bytes all answers on their way may take together
 * @param views what {@code /api/metrics/*} shows
 */
public record GatewaySettings(
    List<TenantAccess> tenants,
    ParserOptions parser,
    AuditSettings audit,
    long answerMemoryBytes,
    ViewSettings views) {
  public GatewaySettings {
    tenants = List.copyOf(tenants);
    if (tenants.isEmpty()) {
      throw new IllegalArgumentException("tenants: none (expected: at least one)");
    }
    repeated(tenants)
        .forEach(what -> {
          throw new IllegalArgumentException("tenants: " + what + " (expected: once)");
        });
    if (answerMemoryBytes <= 0) {
      throw new IllegalArgumentException(
          "answer memory: " + answerMemoryBytes + " bytes (expected: > 0)");
    }
  }

  /** What several tenants claim: names, certificates, tokens, being anonymous. */
  public static List<String> repeated(List<TenantAccess> tenants) {
    Set<Object> seen = new HashSet<>();
    List<String> repeated = new ArrayList<>();
    for (TenantAccess access : tenants) {
      String name = access.tenant().name();
      if (!seen.add(List.of("name", name))) {
        repeated.add("two are called " + name);
      }
      for (String subject : access.certificateSubjects()) {
        if (!seen.add(List.of("certificate", subject))) {
          repeated.add("two have the certificate " + subject);
        }
      }
      for (TokenSource source : access.tokens()) {
        if (!seen.add(source)) {
          repeated.add(name + " has a token source that was there before");
        }
      }
      if (access.anonymous() && !seen.add("anonymous")) {
        repeated.add("two are anonymous");
      }
    }
    return repeated;
  }
}
