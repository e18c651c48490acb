package lampas.metrics.servlet;

class JettyTest extends ContainerContract {
  JettyTest() {
    super(JettyContainer::start);
  }
}
