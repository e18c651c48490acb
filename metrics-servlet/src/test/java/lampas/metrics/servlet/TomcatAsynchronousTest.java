package lampas.metrics.servlet;

class TomcatAsynchronousTest extends AsynchronousContract {
  TomcatAsynchronousTest() {
    super(TomcatContainer::start);
  }

  /* Tomcat puts what was thrown into one of its own. */
  @Override
  String errorTypeOfLaterDispatch() {
    return "jakarta.servlet.ServletException";
  }
}
