package lampas.client.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;

/**
 * Which redirects are followed: those that stay at the scheme, host and port of the base URL.
 *
 * <p>A POST stays a POST, as its form is the question; only 303 asks for a GET.
 */
final class Redirects {
  /* Others are refused, not followed without credentials: what somebody else's host answers is no
  answer of the backend, and a base URL that has moved is better told than guessed. */
  static final int MOST = 5;
  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private Redirects() {}

  static boolean is(int status) {
    return STATUSES.contains(status);
  }

  /** The next address, of the same origin as the one that was asked. */
  static URI next(URI asked, HttpResponse<?> response) throws TransportException {
    int status = response.statusCode();
    String location = response.headers().firstValue("Location").orElse("");
    if (location.isEmpty()) {
      throw refused(status, "redirects to nowhere");
    }
    URI next;
    try {
      next = asked.resolve(location);
    } catch (IllegalArgumentException malformed) {
      throw new TransportException(
          new TransportFault.Redirected(status, "redirects to what is no address"), malformed);
    }
    if (!sameOrigin(asked, next)) {
      throw refused(status, "redirects to another host, port or scheme");
    }
    return next;
  }

  static TransportException tooMany(int status) {
    return refused(status, "redirects more than " + MOST + " times");
  }

  /** The request at the next address. */
  static void apply(HttpRequest.Builder request, URI next, int status, HttpCall call) {
    request.uri(next);
    if (status == 303) {
      request.GET();
    } else if (call.method() == HttpCall.Method.POST_FORM) {
      request.POST(BodyPublishers.ofString(call.parameters()));
    }
  }

  private static TransportException refused(int status, String what) {
    return new TransportException(new TransportFault.Redirected(status, what));
  }

  private static boolean sameOrigin(URI one, URI other) {
    return other.getHost() != null
        && other.getScheme() != null
        && other.getRawUserInfo() == null
        && one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
  }
}
