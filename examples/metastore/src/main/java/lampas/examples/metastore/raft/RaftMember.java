package lampas.examples.metastore.raft;

import java.util.regex.Pattern;

/**
 * One member of a cluster.
 *
 * @param name unique in the cluster; letters, digits, {@code -} and {@code _}
 * @param peerHost where the others reach it, and what it listens on
 * @param peerPort where the others reach it; 1 to 65535, as all of them have to know it
 */
public record RaftMember(String name, String peerHost, int peerPort) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  public RaftMember {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "member name: \"" + name + "\" (expected: letters, digits, - and _)");
    }
    if (peerHost.isBlank()) {
      throw new IllegalArgumentException("peer host: empty (expected: a name or an address)");
    }
    if (peerPort < 1 || peerPort > 65_535) {
      throw new IllegalArgumentException("peer port: " + peerPort + " (expected: 1 to 65535)");
    }
  }

  /** Host and port as one text; an IPv6 address stands in brackets. */
  String address() {
    return peerHost.indexOf(':') < 0 ? peerHost + ":" + peerPort : "[" + peerHost + "]:" + peerPort;
  }
}
