package lampas.metrics.servlet;

class JettyTest extends ContainerContract {
  JettyTest() {
    super(JettyContainer::start);
  }

  /* Jetty answers such a request itself and tells listeners nothing. */
  @Override
  String errorTypeOfLaterDispatch() {
    return "500";
  }
}
