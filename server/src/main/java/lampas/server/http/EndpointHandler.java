package lampas.server.http;

import java.io.IOException;

/** What an endpoint does with a request. Called by many virtual threads at once; may block. */
@FunctionalInterface
public interface EndpointHandler {
  /**
   * The reply to a request.
   *
   * @throws lampas.model.error.LampasException to be answered with an error of the fitting status
   */
  Reply handle(Call call) throws IOException;
}
