package lampas.server.proxy.upstream;

/** What the gateway asks of a backend: nothing else is ever sent. */
public enum ApiCall {
  QUERY("/api/v1/query", "POST"),
  QUERY_RANGE("/api/v1/query_range", "POST"),
  QUERY_EXEMPLARS("/api/v1/query_exemplars", "POST"),
  SERIES("/api/v1/series", "POST"),
  LABELS("/api/v1/labels", "POST"),
  LABEL_VALUES("/api/v1/label/{name}/values", "GET"),
  METADATA("/api/v1/metadata", "GET"),
  RULES("/api/v1/rules", "GET"),
  ALERTS("/api/v1/alerts", "GET"),
  TARGETS("/api/v1/targets", "GET");

  private final String path;
  private final String method;

  ApiCall(String path, String method) {
    this.path = path;
    this.method = method;
  }

  /** The path of the endpoint, with its {@code {name}}. */
  public String path() {
    return path;
  }

  boolean isPost() {
    return method.equals("POST");
  }
}
