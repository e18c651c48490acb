package lampas.server.http;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** One request. Belongs to the thread that handles it. */
public final class Call {
  private final Request request;
  private final String route;
  private final Map<String, String> pathValues;
  private final Parameters parameters;
  private final DisconnectWatch watch;

  Call(
      Request request,
      String route,
      Map<String, String> pathValues,
      Parameters parameters,
      DisconnectWatch watch) {
    this.request = request;
    this.route = route;
    this.pathValues = pathValues;
    this.parameters = parameters;
    this.watch = watch;
  }

  public String method() {
    return request.getMethod();
  }

  /** The path of the endpoint, with its {@code {name}}s. */
  public String route() {
    return route;
  }

  /** What stands in the path for {@code {name}}. */
  public String pathValue(String name) {
    String value = pathValues.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "path value: " + name + " (expected: one of " + pathValues.keySet() + ")");
    }
    return value;
  }

  /** The parameters of the URL and of the form in the body. */
  public Parameters parameters() {
    return parameters;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** The address that the connection comes from. */
  public String clientAddress() {
    return Request.getRemoteAddr(request);
  }

  /**
   * The subject of the certificate by which the client has proved who it is, as RFC 2253 writes it;
   * empty without TLS or certificate.
   */
  public Optional<String> certificateSubject() {
    return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
                instanceof EndPoint.SslSessionData session
            && session.peerCertificates() != null
            && session.peerCertificates().length > 0
        ? Optional.of(session.peerCertificates()[0].getSubjectX500Principal().getName())
        : Optional.empty();
  }

  /**
   * Runs an action, once and on another thread, if the client goes away before the reply is
   * complete. It may be noticed a fraction of a second late.
   */
  public void onDisconnect(Runnable action) {
    watch.start(action);
  }
}
