package lampas.metrics.servlet;

class JettyAsynchronousTest extends AsynchronousContract {
  JettyAsynchronousTest() {
    super(JettyContainer::start);
  }

  /* Jetty answers such a request itself and tells listeners nothing. */
  @Override
  String errorTypeOfLaterDispatch() {
    return "500";
  }
}
