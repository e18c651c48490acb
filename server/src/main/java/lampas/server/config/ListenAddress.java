package lampas.server.config;

/**
 * A host and a port to listen at.
 *
 * @param host a name or an address, an IPv6 address without brackets; empty for all interfaces
 * @param port 0 to 65535; 0 lets the system choose
 */
public record ListenAddress(String host, int port) {
  public ListenAddress {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  /**
   * The address that a text such as {@code 127.0.0.1:9090}, {@code [::1]:9090}, {@code :9090} says.
   *
   * @throws IllegalArgumentException if the text is not {@code host:port}
   */
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (colon < 0 || (!bracketed && host.indexOf(':') >= 0) || !isPort(text.substring(colon + 1))) {
      throw new IllegalArgumentException(
          "address: \"" + text + "\" (expected: host:port, such as 127.0.0.1:9090)");
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    return new ListenAddress(bracketed ? host.substring(1, host.length() - 1) : host, port);
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  private static boolean isPort(String text) {
    return !text.isEmpty()
        && text.length() <= 5
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(text) <= 65_535;
  }
}
