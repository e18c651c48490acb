package lampas.client.http;

/**
 * Whose data a backend with several tenants answers from.
 *
 * @param header which header says it
 * @param id the tenant
 */
public record Tenant(String header, String id) {
  public Tenant {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("tenant: empty (expected: an identifier)");
    }
    if (header.equalsIgnoreCase("Authorization")) {
      throw new IllegalArgumentException("tenant header: Authorization (expected: another)");
    }
    HeaderRules.check("tenant", header, id);
  }

  /** In the header of Mimir, Cortex and Loki, {@code X-Scope-OrgID}. */
  public static Tenant of(String id) {
    return new Tenant("X-Scope-OrgID", id);
  }
}
