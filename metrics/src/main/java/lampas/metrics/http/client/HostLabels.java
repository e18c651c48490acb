package lampas.metrics.http.client;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import lampas.metrics.Family;

/** The hosts that requests went to, at most so many. */
final class HostLabels {
  /**
   * One host.
   *
   * @param label name and port, without the port if it is the one of the scheme
   * @param address the name alone
   * @param port the port as text
   */
  record Host(String label, String address, String port) {}

  private static final Host OVERFLOW = new Host(Family.OVERFLOW, Family.OVERFLOW, "");

  private final int maximum;
  /* By what follows the scheme in a URI, so that a known one needs no new text. */
  private final ConcurrentHashMap<String, Host> http = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Host> https = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Host> hosts = new ConcurrentHashMap<>();

  HostLabels(int maximum) {
    this.maximum = maximum;
  }

  Host of(URI uri) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    ConcurrentHashMap<String, Host> known = secure ? https : http;
    String authority = uri.getRawAuthority();
    if (authority == null || uri.getHost() == null) {
      return OVERFLOW;
    }
    Host host = known.get(authority);
    if (host != null) {
      return host;
    }
    Host found = find(uri, secure);
    /* Upper and lower case and passwords make many texts of one host. */
    if (known.size() < 2 * maximum) {
      known.put(authority, found);
    }
    return found;
  }

  private Host find(URI uri, boolean secure) {
    String name = uri.getHost().toLowerCase(Locale.ROOT);
    int standard = secure ? 443 : 80;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    String label = port == standard ? name : name + ":" + port;
    Host host = hosts.get(label);
    return host != null ? host : add(new Host(label, name, Integer.toString(port)));
  }

  /* One at a time, or the number could pass the cap. */
  private synchronized Host add(Host host) {
    if (hosts.size() >= maximum && !hosts.containsKey(host.label)) {
      return OVERFLOW;
    }
    return hosts.computeIfAbsent(host.label, absent -> host);
  }
}
