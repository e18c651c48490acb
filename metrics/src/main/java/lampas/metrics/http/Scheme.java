package lampas.metrics.http;

/** How a request came to the server. */
public enum Scheme {
  HTTP("http"),
  HTTPS("https"),
  /** Something that only a proxy or a client made up. */
  OTHER(StatusLabel.OTHER);

  private final String label;

  Scheme(String label) {
    this.label = label;
  }

  /** The scheme of a URI. */
  public static Scheme of(String scheme) {
    return switch (scheme) {
      case "http" -> HTTP;
      case "https" -> HTTPS;
      default -> OTHER;
    };
  }

  /** The value of the label. */
  public String label() {
    return label;
  }
}
