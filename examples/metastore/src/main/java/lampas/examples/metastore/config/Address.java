package lampas.examples.metastore.config;

/**
 * A host and a port.
 *
 * @param host a name or an address, an IPv6 address without brackets
 * @param port 0 to 65535
 */
public record Address(String host, int port) {
  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if the host is empty or the port is none
   */
  public Address {
    if (host.isEmpty() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "address: \"" + host + ":" + port + "\" (expected: host:port, such as 127.0.0.1:2380)");
    }
  }

  /**
   * The address that a text such as {@code 127.0.0.1:2380} or {@code [::1]:2380} says.
   *
   * @throws IllegalArgumentException if the text is not {@code host:port}
   */
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("address: \"" + text + "\" (expected: [host]:port)");
    }
    return new Address(host, Integer.parseInt(text.substring(colon + 1)));
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
