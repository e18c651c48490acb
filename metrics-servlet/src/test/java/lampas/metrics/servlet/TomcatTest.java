package lampas.metrics.servlet;

class TomcatTest extends ContainerContract {
  TomcatTest() {
    super(TomcatContainer::start);
  }

  /* Tomcat puts what was thrown into one of its own. */
  @Override
  String errorTypeOfLaterDispatch() {
    return "jakarta.servlet.ServletException";
  }
}
