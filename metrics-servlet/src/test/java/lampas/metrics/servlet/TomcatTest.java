package lampas.metrics.servlet;

class TomcatTest extends ContainerContract {
  TomcatTest() {
    super(TomcatContainer::start);
  }
}
