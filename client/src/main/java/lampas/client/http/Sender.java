package lampas.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;
import lampas.client.decode.ContentCoding;

/** Sends one request, follows redirects, and waits for the head of the answer. */
final class Sender {
  private final HttpClient http;
  private final String base;
  private final TransportSettings settings;

  Sender(HttpClient http, URI base, TransportSettings settings) {
    this.http = http;
    String text = base.toString();
    this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    this.settings = settings;
  }

  HttpResponse<InputStream> send(HttpCall call, Deadline deadline) throws TransportException {
    HttpRequest.Builder request = request(call);
    URI asked = request.copy().build().uri();
    for (int redirects = 0; ; redirects++) {
      HttpResponse<InputStream> response = head(request, deadline);
      if (!Redirects.is(response.statusCode())) {
        return response;
      }
      try (ArrivingBody skipped = new ArrivingBody(response.body(), deadline)) {
        skipped.drain();
        if (redirects == Redirects.MOST) {
          throw Redirects.tooMany(response.statusCode());
        }
        asked = Redirects.next(asked, response);
        Redirects.apply(request, asked, response.statusCode(), call);
      } catch (TransportException failed) {
        throw failed;
      } catch (IOException failed) {
        throw new TransportException(new TransportFault.Broken("a redirect broke off"), failed);
      }
    }
  }

  private HttpRequest.Builder request(HttpCall call) throws TransportException {
    String path = base + call.path();
    String withQuery = call.parameters().isEmpty() ? path : path + "?" + call.parameters();
    HttpRequest.Builder request =
        switch (call.method()) {
          case GET -> HttpRequest.newBuilder(URI.create(withQuery));
          case POST_URL ->
              HttpRequest.newBuilder(URI.create(withQuery)).POST(BodyPublishers.noBody());
          case POST_FORM ->
              HttpRequest.newBuilder(URI.create(path))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(call.parameters()));
        };
    request
        .header("Accept", "application/json")
        .header("Accept-Encoding", ContentCoding.ACCEPTED)
        .header("User-Agent", UserAgent.text());
    Authorization.of(settings.credentials())
        .ifPresent(header -> request.header("Authorization", header));
    settings.tenant().ifPresent(tenant -> request.setHeader(tenant.header(), tenant.id()));
    return request;
  }

  private HttpResponse<InputStream> head(HttpRequest.Builder request, Deadline deadline)
      throws TransportException {
    try {
      return http.send(
          request.timeout(deadline.leftOrFail()).build(), BodyHandlers.ofInputStream());
    } catch (HttpConnectTimeoutException slow) {
      throw unreachable("not reachable", slow);
    } catch (HttpTimeoutException late) {
      throw deadline.late(late);
    } catch (ConnectException refused) {
      throw unreachable("not reachable", refused);
    } catch (SSLException untrusted) {
      throw new TransportException(
          new TransportFault.Broken("no encrypted connection that both sides accept"), untrusted);
    } catch (TransportException own) {
      throw own;
    } catch (IOException failed) {
      throw unreachable("the connection ended before an answer", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TransportException(new TransportFault.Interrupted(), interrupted);
    }
  }

  private static TransportException unreachable(String what, IOException failed) {
    return new TransportException(new TransportFault.Unreachable(what), failed);
  }
}
