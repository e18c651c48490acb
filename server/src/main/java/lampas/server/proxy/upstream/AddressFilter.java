package lampas.server.proxy.upstream;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes the backend's address out of messages of the backend. Immutable. */
public final class AddressFilter {
  /* Any URL; and the address of the gateway as the backend sees it, which VictoriaMetrics tells. */
  private static final Pattern URLS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s\"'<>]+");
  private static final Pattern PEER =
      Pattern.compile("remoteAddr: *\"[^\"]*\"[;,]? *(requestURI: *[^;]*;? *)?");
  private static final String STAND_IN = "backend";

  private final Optional<Pattern> own;

  private AddressFilter(Optional<Pattern> own) {
    this.own = own;
  }

  /** A filter where there is no address. */
  public static AddressFilter none() {
    return new AddressFilter(Optional.empty());
  }

  /** A filter for a backend at a URL. */
  public static AddressFilter of(URI base) {
    List<String> parts = new ArrayList<>();
    String host = base.getHost();
    int port = base.getPort() >= 0 ? base.getPort() : base.getScheme().equals("https") ? 443 : 80;
    parts.add(word(host + ":" + port));
    parts.add(word(host));
    parts.add("(?<![0-9.])" + port + "(?![0-9.])");
    return new AddressFilter(
        Optional.of(Pattern.compile(String.join("|", parts), Pattern.CASE_INSENSITIVE)));
  }

  private static String word(String text) {
    return "(?<![A-Za-z0-9.-])" + Pattern.quote(text) + "(?![A-Za-z0-9-])";
  }

  /** The message without addresses. */
  public String clean(String message) {
    String withoutUrls = URLS.matcher(PEER.matcher(message).replaceAll("")).replaceAll(STAND_IN);
    return own.map(pattern -> pattern.matcher(withoutUrls).replaceAll(STAND_IN))
        .orElse(withoutUrls);
  }
}
